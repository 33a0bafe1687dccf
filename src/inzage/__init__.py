"""Inzage: a client-tracking system in which the regulation of the bureau is executable."""
