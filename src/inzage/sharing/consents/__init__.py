"""Consents: what a client allowed to be given or asked, to whom, until when, and its withdrawal (articles 3.i, 6)."""
