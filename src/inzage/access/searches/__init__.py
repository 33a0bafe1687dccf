"""Searches: what a list remembers for the way back, and the searches that a person keeps under a name."""
