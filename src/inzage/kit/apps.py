"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Gives templates, static files and template tags to all rooms; has no tables."""

    name = "inzage.kit"
    label = "kit"
