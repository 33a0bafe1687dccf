"""Compliance: each article of the regulation with the rules, screens and passing tests that prove it."""
