"""What was agreed to be reported, to whom, how, why and when, and that the client was told (article 6)."""
