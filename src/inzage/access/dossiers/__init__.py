"""The two kinds of dossier, their entries, and the bases of every table that hangs on one."""
