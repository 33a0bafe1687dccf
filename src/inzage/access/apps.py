"""The room `access` as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Label `access`: people, dossiers, grants, openings, tasks, ledger, vault, versions."""

    name = "inzage.access"
    label = "access"
