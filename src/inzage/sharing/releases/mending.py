"""Where to go with a refusal: for each thing that stands in the way, the page where it can be mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

from inzage.law.decisions.decision import Decision, Reason
from inzage.law.wording import Words
from inzage.work.reports.models import Report


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that stands in the way: the sentence, the remedy, and the address and name of the page that mends it."""

    sentence: Words
    remedy: Words | None
    articles: tuple[str, ...]
    url: str
    label: str | Promise


def advices(decision: Decision, report: Report) -> list[Advice]:
    """Everything that stands in the way of a release, each with the way out; empty for an allowed one."""
    against = [reason for reason in decision.reasons if reason.effect != "permit"]
    return [
        Advice(reason.sentence, reason.remedy, tuple(map(str, reason.articles)), *_place(reason, report))
        for reason in against
    ]


def _place(reason: Reason, report: Report) -> tuple[str, str | Promise]:
    """The page that mends a refusal, by the rule that spoke; nothing for what is mended on the send page itself."""
    in_report = {"dossier": report.dossier_id, "report_id": report.id}
    in_engagement = {"dossier": report.dossier_id, "engagement_id": report.engagement_id}
    match reason.rule:
        case "there_is_an_agreement" | "agreement_covers_the_report":
            return reverse("reporting:new", kwargs=in_engagement), __("Record a reporting agreement")
        case "client_was_told":
            return reverse("engagements:show", kwargs=in_engagement), __("To the engagement")
        case "full_report_is_shown" | "assessment_is_offered_first" | "remarks_go_along":
            return reverse("reports:review", kwargs=in_report), __("Put it before the client")
        case "nothing_confidential" | "no_private_words" | "no_medical_words" | "never_to_a_sponsor":
            return reverse("reports:edit", kwargs=in_report), __("Change the report")
        case "health_has_consent":
            return reverse("consents:give", kwargs={"dossier": report.dossier_id}), __("Record a consent")
        case "source_was_told":
            return reverse("notices:show", kwargs={"dossier": report.dossier_id}), __("Send the notice")
        case "sponsor_has_signed":
            sponsor = report.engagement.sponsor.dossier_id
            return reverse("relations:show", kwargs={"dossier": sponsor}), __("To the sponsor")
        case _:
            return "", ""
