"""A client's engagement under an agreement: its phases, and who works on it."""
