"""Sponsors: who gives assignments, the people we deal with there, and what was agreed with them (article 5).

Knows no client: who works for whom under an agreement is written one room up, in `work`.
"""
