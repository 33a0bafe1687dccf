"""The room as Django knows it, with the kinds of entries it puts on the time line."""

from django.apps import AppConfig

from inzage.access.dossiers import timeline


class WorkConfig(AppConfig):
    """Engagements with their plans, agreements and endings, meetings, reporting agreements and reports."""

    name = "inzage.work"
    label = "work"

    def ready(self) -> None:
        """Tell the time line how to show what this room writes on it."""
        kinds = (
            ("closure", "Closure", "closures/entry.html", "lock"),
            ("engagement", "Engagement", "engagements/entry.html", "briefcase"),
            ("meeting", "Meeting", "meetings/entry.html", "calendar"),
            ("meeting_held", "Meeting", "meetings/entry_held.html", "calendar"),
            ("meeting_change", "MeetingChange", "meetings/entry_change.html", "calendar"),
            ("reporting_agreement", "ReportingAgreement", "reporting/entry.html", "clipboard-list"),
            ("reporting_told", "ReportingAgreement", "reporting/entry.html", "message"),
            ("client_agreement", "ClientAgreement", "clientagreements/entry.html", "certificate"),
            ("group", "Participant", "groups/entry.html", "users"),
            ("plan_seen", "PlanSeen", "plans/entry.html", "pencil"),
            ("report", "Report", "reports/entry_report.html", "file-text"),
            ("review", "ClientReview", "reports/entry_review.html", "eye"),
        )
        for kind, model, template, icon in kinds:
            timeline.register(kind, self.get_model(model), template, icon)
