"""Grants: who may open which parts of which dossier, on what relation, from when to when."""
