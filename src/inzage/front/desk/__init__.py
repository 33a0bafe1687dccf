"""The start page of the staff: what must I do today."""
