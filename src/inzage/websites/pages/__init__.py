"""Public pages: the bureau's first page and its regulation, each version at a lasting address."""
