"""Paper: makes the documents that leave the bureau and seals them.

Knows no tables, no Django and no other room: it is given structured content and hands back bytes.
"""
