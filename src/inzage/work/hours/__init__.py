"""Hours: a week that is filled by its writer, what of an agreement is used and billed, and the norm of a service."""
