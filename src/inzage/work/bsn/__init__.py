"""The citizen service number (BSN) of a client in a reintegration engagement: sealed, masked, shown for a reason."""
