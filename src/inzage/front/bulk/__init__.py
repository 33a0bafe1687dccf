"""Bulk actions from the lists: choose rows, look what would happen, carry it out row by row."""
