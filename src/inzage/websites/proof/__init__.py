"""The log's checkpoints for everybody, and a page on which anybody checks a proof of a line in it."""
