"""Tasks of an engagement that somebody adds: in words, with a day and an owner."""
