"""The gate inwards: who is who, who may look into which dossier, and the trace that every look leaves first."""
