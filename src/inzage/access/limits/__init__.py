"""Limits: how often one person may do something that harms many when done by a machine (article 11)."""
