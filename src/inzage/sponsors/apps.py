"""The room as Django knows it."""

from django.apps import AppConfig


class SponsorsConfig(AppConfig):
    """Sponsors, their contacts and their agreements."""

    name = "inzage.sponsors"
    label = "sponsors"
