"""Search in the words of dossiers: over all of them only how many hits, in an opened one the words themselves."""
