"""One verb for many rows: looked at first, then carried out row by row, each whole or not at all."""
