"""Who decides for a client who cannot, or does not want to, decide alone: for what, how long, on what proof."""
