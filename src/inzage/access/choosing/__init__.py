"""Choosing another purpose for an opened dossier than the one that the page has of itself."""
