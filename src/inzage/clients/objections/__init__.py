"""Objections: the person says no to a purpose, and from that moment nothing is opened or done for it."""
