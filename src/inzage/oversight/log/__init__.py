"""The log for people: who did what to which dossier, why, under which article, and whether it was allowed."""
