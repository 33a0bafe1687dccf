"""Secret addresses: who knows one may read what its owner could, for one page only, until it is revoked."""
