"""The room `clients` as a Django app."""

from django.apps import AppConfig

from inzage.access.dossiers.timeline import register
from inzage.access.searching import sealed


class ClientsConfig(AppConfig):
    """Label `clients`: registration, health, objections, notes, correspondence and drafts."""

    name = "inzage.clients"
    label = "clients"

    def ready(self) -> None:
        """Say how the time line shows what happens here."""
        register("registration", self.get_model("Client"), "registration/timeline_registration.html", "user-plus")
        register("notice", self.get_model("NoticeDelivery"), "registration/timeline_notice.html", "mail")
        register("objection", self.get_model("Objection"), "objections/entry.html", "ban")
        register("representative", self.get_model("Representative"), "representatives/entry.html", "users")
        register("note", self.get_model("SessionNote"), "notes/timeline_note.html", "notes")
        letters = "correspondence/timeline_correspondence.html"
        register("correspondence", self.get_model("Correspondence"), letters, "mail")
        register("document", self.get_model("FiledDocument"), "correspondence/timeline_document.html", "paperclip")
        register("health", self.get_model("WorkCapacity"), "health/entry.html", "stethoscope")
        sealed.register("health", "inzage.clients.health.facts.searched")
