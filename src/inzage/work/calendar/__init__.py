"""The calendar: one's own meetings by day and week, when colleagues are busy, and a feed for a calendar elsewhere."""
