"""The yearly look at all rights: who has what, since when, by whom, last used; kept or ended, and signed (6.need)."""
