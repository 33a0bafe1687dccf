"""The room as Django knows it."""

from django.apps import AppConfig

from inzage.access.dossiers import names


class SponsorsConfig(AppConfig):
    """Sponsors, their contacts and their agreements."""

    name = "inzage.sponsors"
    label = "sponsors"

    def ready(self) -> None:
        """Tell what the dossiers of sponsors are called."""
        names.register("sponsor", self.get_model("Sponsor"))
