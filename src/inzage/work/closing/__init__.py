"""How an engagement ends: the closing check-list, the outcome with its reason, aftercare, and the satisfaction question."""
