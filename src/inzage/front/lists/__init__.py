"""Lists over all dossiers that somebody may see: engagements and reports."""
