"""How an engagement ends: check-list, outcome with its reason, aftercare, satisfaction question."""
