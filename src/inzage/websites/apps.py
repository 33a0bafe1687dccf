"""The room `websites` as a Django app."""

from django.apps import AppConfig


class WebsitesConfig(AppConfig):
    """Label `websites`: public pages; no tables of its own yet."""

    name = "inzage.websites"
    label = "websites"
