"""Duties: what the bureau owes a person. Now: to be told what is processed and from whom it came (`notices`)."""
