"""The room `front` as a Django app: it puts the rooms together and decides nothing."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Label `front`: no tables."""

    name = "inzage.front"
    label = "front"
