"""The page of a dossier: who it is about, what may be seen of it, and everything that happened in it."""
