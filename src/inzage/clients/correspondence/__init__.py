"""Letters, mails and calls both ways as entries of the dossier, what came with them, and documents of other kinds."""
