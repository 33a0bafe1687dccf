"""Openings: the committed trace that comes before the first byte of a dossier's content."""
