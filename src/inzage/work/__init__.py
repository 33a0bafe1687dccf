"""Work: what is done for a client under a sponsor's agreement, and what is agreed and written to report (article 6).

Three areas in one order: `engagements`, then `reporting` (what may be reported), then `reports` (what is reported).
Nothing leaves from here: sending is the next room's.
"""
