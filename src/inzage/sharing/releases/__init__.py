"""A report goes to a sponsor: facts, decision, and one transaction that does all of it or nothing (article 6)."""
