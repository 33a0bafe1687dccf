"""A message that failed or is in doubt: a person finds out what became of it and decides."""
