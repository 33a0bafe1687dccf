"""What law must know before a report is given to the client, and what was given before."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.access.versions import policy
from inzage.clients.registration.models import ClientContact
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.give_report import GIVE_REPORT, GiveReport
from inzage.sharing.deliveries.models import Delivery
from inzage.sharing.post.models import Message
from inzage.sharing.releases.facts import passages_of
from inzage.work.reports.facts import categories_in, latest_version
from inzage.work.reports.models import ReportVersion
from inzage.work.reports.states import Verb, may


def decide(*, version: ReportVersion, channel: str) -> Decision:
    """Ask the regulation whether a version may be given to the client this way; changes nothing."""
    unreleased, confidential = passages_of(version)
    newest = latest_version(version.report)
    facts = GiveReport(
        addressee=version.report.addressee,  # type: ignore[arg-type]  # the codes are the same
        locked=may(version.report.state, Verb.SEND) and newest is not None and newest.id == version.id,
        unreleased_passages=unreleased,
        confidential_passages=confidential,
        health=bool(categories_in(version) & policy().health_categories()),
        channel=channel,  # type: ignore[arg-type]  # the form's choices are law's
        has_address=bool(address_of(version.dossier_id, channel)),
    )
    return GIVE_REPORT.decide(facts, policy())


def address_of(dossier: UUID, channel: str) -> str:
    """The client's e-mail address, or the address for a letter; empty when it is not known or not to be seen."""
    contact = ClientContact.objects.filter(dossier=dossier).first()
    if contact is None or channel == Delivery.Channel.HANDED:
        return ""
    return contact.email if channel == Delivery.Channel.EMAIL else contact.address


def given_by(message: Message) -> Delivery | None:
    """The report to a client that went with a message; None when another letter did."""
    return Delivery.objects.filter(dossier=message.dossier, message=message).first()


def deliveries_of(dossier: UUID) -> QuerySet[Delivery]:
    """What was given to the client of a dossier, the latest first."""
    return Delivery.objects.filter(dossier=dossier).select_related("made_by", "message").order_by("-made_at")
