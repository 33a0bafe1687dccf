"""Signing in through the bureau's own directory (OpenID Connect), when the installation names one."""
