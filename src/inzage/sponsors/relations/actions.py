"""The verbs of a sponsor's dossier: register it, add a contact, change one, end or restore the dealings with one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import create_dossier, next_number
from inzage.access.ledger.actions import record, record_shown
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Person
from inzage.kit.text import clean_line, search_key, sort_key
from inzage.sponsors.relations.models import Sponsor, SponsorContact


def register_sponsor(*, name: str, kind: str, kvk_number: str = "", by: Actor, at: datetime) -> Sponsor:
    """Open the dossier of a sponsor (article 5.dossier) and give its card.

    `kind` is one of Sponsor.Kind, `kvk_number` eight digits or empty. Raises ValidationError
    when another sponsor has this KvK number, or when the actor belongs to no office.
    """
    if by.office is None:
        raise ValidationError(_("You belong to no office. Ask a manager to give you one."))
    twin = Sponsor.objects.filter(kvk_number=kvk_number).exclude(kvk_number="").select_related("dossier").first()
    if twin is not None:
        raise ValidationError(
            {"kvk_number": _("%(number)s has this KvK number already.") % {"number": twin.dossier.number}}
        )
    number = next_number(kind="sponsor", office=by.office, at=at)
    dossier = create_dossier(kind="sponsor", office=by.office, number=number, by=by, at=at)
    sponsor = Sponsor.objects.create(
        id=uuid4(),
        dossier=dossier,
        office_id=by.office,
        name=clean_line(name),
        kind=kind,
        kvk_number=kvk_number,
        sort_key=sort_key(name)[:200],
        search_key=search_key(f"{name} {kvk_number} {number}")[:400],
    )
    record(Kind.SPONSOR_REGISTERED, by=by, dossier=dossier.id, subject=sponsor.id, articles=("5.dossier", "3.a"))
    return sponsor


def add_contact(
    *,
    sponsor: Sponsor,
    name: str,
    email: str,
    job_title: str = "",
    phone: str = "",
    by: Actor,
    at: datetime,  # noqa: ARG001  the gate takes its own clock
) -> SponsorContact:
    """Add somebody with whom the bureau deals at the sponsor (article 5.dossier), and give the contact."""
    person = Person.objects.create(id=uuid4(), kind=Person.Kind.CONTACT, name="", office_id=sponsor.office_id)
    contact = SponsorContact.objects.create(
        id=uuid4(),
        dossier_id=sponsor.dossier_id,
        office_id=sponsor.office_id,
        person=person,
        sponsor=sponsor,
        name=clean_line(name),
        job_title=clean_line(job_title),
        email=email,
        phone=clean_line(phone),
    )
    record(Kind.CONTACT_ADDED, by=by, dossier=sponsor.dossier_id, subject=contact.id, articles=("5.dossier", "3.a"))
    return contact


def change_contact(
    *,
    contact: SponsorContact,
    name: str,
    email: str,
    job_title: str,
    phone: str,
    by: Actor,
    at: datetime,  # noqa: ARG001  the gate takes its own clock
) -> SponsorContact:
    """Write a contact anew (article 13.correction) and give it; the ledger keeps that it changed, not what it was."""
    kept = SponsorContact.objects.select_for_update().get(id=contact.id)
    kept.name, kept.email = clean_line(name), email
    kept.job_title, kept.phone = clean_line(job_title), clean_line(phone)
    kept.save(update_fields=("name", "email", "job_title", "phone"))
    record(Kind.CONTACT_CHANGED, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("13.correction",))
    return kept


def set_contact_active(
    *,
    contact: SponsorContact,
    active: bool,
    by: Actor,
    at: datetime,  # noqa: ARG001  the gate takes its own clock
) -> SponsorContact:
    """End the dealings with a contact, or take them up again. One who is not active gets no report any more."""
    kept = SponsorContact.objects.select_for_update().get(id=contact.id)
    kept.active = active
    kept.save(update_fields=("active",))
    record(
        Kind.CONTACT_CHANGED, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("3.a",),
        detail={"active": int(active)},
    )  # fmt: skip
    return kept


def trace_shown(*, sponsors: Iterable[Sponsor], hits: int | None, by: Actor, at: datetime) -> None:  # noqa: ARG001  the ledger takes its own clock
    """Put on the ledger which sponsors a list showed; for a search (`hits`) also how many it found, never for what."""
    kind = Kind.LIST_SHOWN if hits is None else Kind.SEARCH_MADE
    shown = [sponsor.dossier_id for sponsor in sponsors]
    record_shown(kind, dossiers=shown, by=by, articles=["5.need"], detail={} if hits is None else {"hits": hits})
