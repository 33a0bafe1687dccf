"""Case load: which engagements run with whom, in which phase, and what stands still (article 6.tracking)."""
