"""The room as Django knows it. It has no tables of its own yet: that a notice was given is kept with the client."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Notices."""

    name = "inzage.duties"
    label = "duties"
