"""Reports: written from a draft and released passages, locked, and put before the client (article 6)."""
