"""Closing the dossier of a client by hand, and opening it for work again."""
