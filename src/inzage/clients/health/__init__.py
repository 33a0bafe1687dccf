"""What a client can and cannot do: sealed, in a part of its own, and only where the law has a ground for it."""
