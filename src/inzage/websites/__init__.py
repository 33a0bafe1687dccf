"""The public side: what everybody may read without saying who they are. It cannot name a dossier."""
