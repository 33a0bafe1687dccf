"""Session notes: short notes of talks, which stay inside until their author releases a passage for a report."""
