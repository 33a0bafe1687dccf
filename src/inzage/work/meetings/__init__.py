"""Meetings with a client: when, where, with whom, who came, and what was moved or called off."""
