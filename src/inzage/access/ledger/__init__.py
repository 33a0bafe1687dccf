"""The ledger: append-only events of kinds and ids, sealed in a chain of batches."""
