"""The bureau's people: inviting, roles, what they sign before anything opens, leaving."""
