"""The room as Django knows it, with the kinds of entries it puts on the time line."""

from django.apps import AppConfig

from inzage.access.dossiers import timeline


class SharingConfig(AppConfig):
    """Post, consents, disclosures and releases."""

    name = "inzage.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Tell the time line how to show what this room writes on it."""
        kinds = (
            ("disclosure", "Disclosure", "disclosures/entry_disclosure.html", "send"),
            ("oral_report", "Disclosure", "disclosures/entry_oral.html", "message"),
            ("informed", "ClientInformed", "disclosures/entry_informed.html", "circle-check"),
            ("delivery", "Delivery", "deliveries/entry.html", "send"),
            ("enquiry", "Enquiry", "enquiries/entry.html", "stethoscope"),
            ("consent", "Consent", "consents/entry.html", "file-check"),
        )
        for kind, model, template, icon in kinds:
            timeline.register(kind, self.get_model(model), template, icon)
