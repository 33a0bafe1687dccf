"""Where to go with a refusal: for each thing that stands in the way, the page where it can be mended."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.law.decisions.decision import Decision, Reason
from inzage.law.wording import Words
from inzage.work.reports.models import Report


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that stands in the way, the remedy, and the address and name of the page that mends it."""

    sentence: Words
    remedy: Words | None
    articles: tuple[str, ...]
    url: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its name, which fact each part of its address takes, and what its link says."""

    page: str
    takes: Mapping[str, str]
    label: Promise


IN_DOSSIER = {"dossier": "dossier"}
IN_REPORT = {**IN_DOSSIER, "report_id": "report_id"}
IN_ENGAGEMENT = {**IN_DOSSIER, "engagement": "engagement"}
AGREE = Place("reporting:new", IN_ENGAGEMENT, _("Record a reporting agreement"))
TELL = Place("reporting:show", IN_ENGAGEMENT, _("Tell the client what is reported"))
PRESENT = Place("reports:review", IN_REPORT, _("Put it before the client"))
CHANGE = Place("reports:show", IN_REPORT, _("Change the report"))
CONSENT = Place("consents:give", IN_DOSSIER, _("Record a consent"))
NOTICE = Place("notices:show", IN_DOSSIER, _("Give the notice"))
SPONSOR = Place("relations:show", {"dossier": "sponsor"}, _("To the sponsor"))
PLACES: Mapping[str, Place] = {
    "there_is_an_agreement": AGREE,
    "agreement_covers_the_report": AGREE,
    "client_was_told": TELL,
    "full_report_is_shown": PRESENT,
    "assessment_is_offered_first": PRESENT,
    "remarks_go_along": PRESENT,
    "nothing_confidential": CHANGE,
    "no_private_words": CHANGE,
    "no_medical_words": CHANGE,
    "never_to_a_sponsor": CHANGE,
    "health_has_consent": CONSENT,
    "source_was_told": NOTICE,
    "sponsor_has_signed": SPONSOR,
}


def advices(decision: Decision, report: Report) -> list[Advice]:
    """Everything that stands in the way of a release, each with the way out; empty for an allowed one."""
    against = [reason for reason in decision.reasons if reason.effect != "permit"]
    return [
        Advice(reason.sentence, reason.remedy, tuple(map(str, reason.articles)), *_place(reason, report))
        for reason in against
    ]


def _place(reason: Reason, report: Report) -> tuple[str, str | Promise]:
    """The page that mends a refusal, by the rule that spoke; nothing for what is mended on the send page itself."""
    place = PLACES.get(reason.rule)
    if place is None:
        return "", ""
    known = {
        "dossier": report.dossier_id,
        "report_id": report.id,
        "engagement": report.engagement_id,
        "sponsor": report.engagement.sponsor.dossier_id,
    }
    return reverse(place.page, kwargs={name: known[fact] for name, fact in place.takes.items()}), place.label
