"""Decisions: what is asked, what the rules say, and what is still owed."""
