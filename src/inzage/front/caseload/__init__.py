"""The case load: how many engagements run with whom, what is late, what stands still (article 6.tracking)."""
