"""The dossier of a sponsor: who it is and whom we deal with there."""
