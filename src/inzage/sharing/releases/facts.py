"""What law must know before a report may go, gathered in a few queries; and the decision on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import get_args

from inzage.access.models import Entry
from inzage.access.versions import policy
from inzage.clients.notes.models import Passage
from inzage.clients.registration.facts import client_of, notice_given_at
from inzage.clients.registration.models import Client
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.release_report import RELEASE_REPORT, ReleaseReport, ReportingTerms
from inzage.law.policy.blocks import Channel, Form, ReportKind, WordGroup
from inzage.sharing.consents.facts import health_consents
from inzage.sponsors.relations.facts import contacts_of
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.actions import Extra
from inzage.work.reporting.facts import category_labels, current_agreement, recipients
from inzage.work.reporting.models import ReportingAgreement
from inzage.work.reports.facts import categories_in, review_of, unresolved_words
from inzage.work.reports.models import ReportVersion
from inzage.work.reports.states import Kind

PURPOSE = "3.c"
OUTSIDE = "agreement_covers_the_report"
"""The rule of law that speaks when a report is outside the reporting agreement."""
FORMS: dict[str, frozenset[Form]] = {
    "written": frozenset({"written"}),
    "oral": frozenset({"oral"}),
    "both": frozenset({"written", "oral"}),
}
KINDS: dict[str, ReportKind] = {kind: kind for kind in get_args(ReportKind)}
GROUPS: dict[str, WordGroup] = {group: group for group in get_args(WordGroup)}
CHANNELS: dict[str, Channel] = {"email_pdf": "email_pdf", "upload": "upload", "form": "upload"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the sender chose and wrote on the send page. `ground` is one of law's codes or empty; texts may be empty.

    `form` is the prescribed form (its id) that the channel "form" goes on; empty for the others.
    """

    contact: SponsorContact
    channel: str
    ground: str = ""
    ground_reasons: str = ""
    weighing: str = ""
    health_necessity: str = ""
    ethics_confirmed: bool = False
    form: str = ""

    def confirmed(self) -> "Sending":
        """The same with the word on professional ethics given, to ask beforehand what the regulation will say."""
        return replace(self, ethics_confirmed=True)


@dataclass(frozen=True, slots=True)
class Recipients:
    """To whom a report may go: who is in the reporting agreement, and the sponsor's others, whom law refuses."""

    agreed: Sequence[SponsorContact]
    others: Sequence[SponsorContact]

    def named(self, key: str) -> SponsorContact | None:
        """The contact with this id; the first agreed one for an empty id, None when there is none."""
        everybody = [*self.agreed, *self.others]
        if not key:
            return everybody[0] if everybody else None
        return next((each for each in everybody if str(each.id) == key), None)


def possible_recipients(engagement: Engagement) -> Recipients:
    """The recipients of the reporting agreement in force, and the sponsor's other active contacts (6.agreement)."""
    agreement = current_agreement(engagement)
    agreed = [each for each in recipients(agreement) if each.active] if agreement else []
    known = {each.id for each in agreed}
    contacts = contacts_of(engagement.sponsor.dossier_id, active_only=True)
    return Recipients(agreed, [each for each in contacts if each.id not in known])


def decide(*, version: ReportVersion, sending: Sending, at: datetime) -> Decision:
    """Ask the regulation whether this version may go as the sender wants it; changes nothing (articles 4 and 6)."""
    return RELEASE_REPORT.decide(gather(version=version, sending=sending, at=at), policy())


def gather(*, version: ReportVersion, sending: Sending, at: datetime) -> ReleaseReport:
    """Gather the facts of a release at the moment `at`. The dossier must be opened."""
    report = version.report
    engagement = report.engagement
    client = client_of(version.dossier_id)
    review = review_of(version)
    unreleased, confidential = passages_of(version)
    categories = categories_in(version)
    oral = report.kind == Kind.ORAL
    return ReleaseReport(
        at=at,
        report_kind=KINDS[report.kind],
        form="oral" if oral else "written",
        channel=None if oral else CHANNELS.get(sending.channel),
        purpose=PURPOSE,
        recipient=str(sending.contact.id),
        recipient_kind="sponsor",
        categories=categories,
        agreement=_terms(current_agreement(engagement)),
        sponsor_agreement_signed_at=_midnight(engagement.agreement.signed_on),
        presented_at=review.presented_at if review else None,
        client_response=review.response if review else "none",  # type: ignore[arg-type]  # the codes are the same
        remarks_attached=bool(review and review.remark),
        ground=sending.ground or None,  # type: ignore[arg-type]  # the form's choices are law's
        ground_reasons=sending.ground_reasons,
        weighing=sending.weighing,
        unreleased_passages=unreleased,
        confidential_passages=confidential,
        unresolved_words=frozenset(GROUPS[spot.hit.group] for spot in unresolved_words(version)),
        health_categories=categories & policy().health_categories(),
        health_consents=health_consents(engagement),
        health_necessity=sending.health_necessity,
        from_third_party=client.source == Client.Source.SPONSOR,
        article_14_notice_at=notice_given_at(version.dossier_id),
        note_id=str(report.note_id) if report.note_id else None,
        ethics_confirmed=sending.ethics_confirmed,
    )


def extra_of(*, version: ReportVersion, contact: SponsorContact, decision: Decision) -> Extra | None:
    """What would have to be agreed so that this report is covered; None when it is, or when that can never be agreed.

    A part without a kind of data, data that never go to a sponsor, and a kind of report that the service does not have
    are no extra: then the report is to be changed (articles 6.agreement and 6.health).
    """
    if not any(reason.rule == OUTSIDE for reason in decision.reasons):
        return None
    report, categories = version.report, categories_in(version)
    service = policy().service(report.engagement.service)
    known = frozenset(category_labels("nl"))
    allowed = known if service and service.allows_health else known - policy().health_categories()
    oral = report.kind == Kind.ORAL
    kind = "progress" if oral else report.kind
    if not categories or categories - allowed or service is None or kind not in service.reports:
        return None
    return Extra(contact=contact, kind=kind, form="oral" if oral else "written", categories=categories)


def is_refused(engagement: Engagement) -> bool:
    """Whether the client refused, when told, what was agreed to be reported (6.agreement)."""
    agreement = current_agreement(engagement)
    return agreement is not None and agreement.response == ReportingAgreement.Response.REFUSED


def _terms(agreement: ReportingAgreement | None) -> ReportingTerms | None:
    """The reporting agreement as law asks for it."""
    if agreement is None:
        return None
    return ReportingTerms(
        recipients=frozenset(str(each.id) for each in recipients(agreement) if each.active),
        categories=frozenset(agreement.categories),
        kinds=frozenset(KINDS[kind] for kind in agreement.kinds),
        forms=FORMS[agreement.form],
        from_on=agreement.agreed_on,
        told_at=agreement.told_at,
        response=agreement.response,  # type: ignore[arg-type]  # the codes are the same
    )


def passages_of(version: ReportVersion) -> tuple[int, int]:
    """How many passages of a version are withdrawn or gone, and how many stand in a note that is confidential now.

    The mark is read from the note's line on the time line: a sender may not see the note itself. The note of an oral
    report counts along.
    """
    found = Passage.objects.filter(dossier=version.dossier_id, id__in=version.passages).select_related("entry")
    confidential = [each for each in found if each.entry.confidential]
    running = [each for each in found if each.withdrawn_at is None and not each.entry.confidential]
    notes = [version.report.note_id] if version.report.note_id else []
    told = Entry.objects.filter(dossier=version.dossier_id, subject__in=notes, confidential=True)
    return len(version.passages) - len(running) - len(confidential), len(confidential) + told.count()


def _midnight(day: date) -> datetime:
    """The beginning of a day in the Netherlands."""
    return datetime.combine(day, time(), tzinfo=AMSTERDAM)
