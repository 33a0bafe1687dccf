"""The outbox: mail waits in the same database as the decision it belongs to, and the worker sends it once."""
