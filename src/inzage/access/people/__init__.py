"""People and their logins, roles, declarations of secrecy and acknowledgements of the regulation."""
