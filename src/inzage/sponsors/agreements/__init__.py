"""What was agreed with a sponsor, signed by both, with the confidentiality terms in it (article 5)."""
