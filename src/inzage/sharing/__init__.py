"""Sharing: the gate outwards.

Nothing leaves the bureau without a ground, a decision that cites its article, and a record (articles 3.i, 4, 6).

Four areas in one order: `post` (the outbox), `consents`, `disclosures` (the register), `releases` (a report goes to a
sponsor).
"""
