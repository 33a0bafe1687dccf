"""The words that do not belong in a report, as data for the browser: it warns while somebody types."""
