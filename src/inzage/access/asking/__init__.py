"""Asking for access to a dossier that is closed to one, and answering that."""
