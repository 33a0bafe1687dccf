"""Oversight: how the bureau accounts for itself.

The log in plain words (`log`), and each article with its proof (`compliance`).
"""
