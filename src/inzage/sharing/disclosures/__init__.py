"""The register of everything that left: to whom, which bytes, why, on which decision (article 4)."""
