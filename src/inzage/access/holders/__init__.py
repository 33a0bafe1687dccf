"""Who has access to a dossier now, on what relation, until when and why."""
