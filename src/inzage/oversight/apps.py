"""The room as Django knows it. It has no tables: it reads those of the rooms below."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The log and the compliance report."""

    name = "inzage.oversight"
    label = "oversight"
