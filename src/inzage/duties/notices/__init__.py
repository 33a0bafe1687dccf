"""Notices: the letter that tells a client what is processed, why, and from whom the data came (AVG 13 and 14)."""
