"""Breaking the glass: a dossier opened at once in an emergency, with a reason, for hours, and seen by others."""
