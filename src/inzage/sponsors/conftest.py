"""Sponsors, contacts and agreements for the tests of this room and of those above, made through their verbs."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.sponsors.agreements.actions import Terms, record_agreement
from inzage.sponsors.agreements.models import Agreement
from inzage.sponsors.relations.actions import add_contact, register_sponsor
from inzage.sponsors.relations.models import Sponsor, SponsorContact
from tests.kit.fixtures import Cast, Member

MakeSponsor = Callable[..., Sponsor]
MakeContact = Callable[..., SponsorContact]
MakeAgreement = Callable[..., Agreement]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def unique(name: str) -> str:
    """A name that no other test uses."""
    return f"{name} {uuid4().hex[:10]}"


def terms(**changed: object) -> Terms:
    """Complete terms of an agreement, some of them changed."""
    usual: dict[str, object] = {
        "number": unique("A"),
        "title": "Raamovereenkomst begeleiding",
        "services": ["reintegration_second", "assessment"],
        "purposes": ["3.a", "3.c", "3.d", "3.g"],
        "starts_on": date(2026, 1, 1),
        "signed_on": date(2025, 12, 18),
        "has_confidentiality": True,
        "signed_by_both": True,
    }
    return Terms(**(usual | changed))  # type: ignore[arg-type]  # a test may give what is wrong


def open_sponsor(member: Member, dossier: UUID) -> None:
    """Open a sponsor's dossier as a member; that is committed before it returns."""
    opening = open_dossier(person=member.person, dossier=dossier, kind="sponsor", parts=("card",), purpose="3.d")
    assert opening.is_open, opening.status


@pytest.fixture
def make_sponsor(cast: Cast) -> MakeSponsor:
    """`make_sponsor(name="Bakkerij Zon")`: registered by the back office."""

    def make(name: str = "", kind: str = "employer", kvk_number: str = "") -> Sponsor:
        with acting(cast.back_office.person) as actor:
            return register_sponsor(
                name=name or unique("Bakkerij Zon"), kind=kind, kvk_number=kvk_number, by=actor, at=timezone.now()
            )

    return make


@pytest.fixture
def make_contact(cast: Cast, make_sponsor: MakeSponsor) -> MakeContact:
    """`make_contact(sponsor=…)`: added by the back office."""

    def make(
        sponsor: Sponsor | None = None, name: str = "Hanna de Groot", email: str = "hanna@bakkerij.test"
    ) -> SponsorContact:
        sponsor = sponsor or make_sponsor()
        with acting(cast.back_office.person) as actor:
            return add_contact(
                sponsor=sponsor, name=name, email=email, job_title="HR-adviseur", by=actor, at=timezone.now()
            )

    return make


@pytest.fixture
def make_agreement(cast: Cast, make_sponsor: MakeSponsor) -> MakeAgreement:
    """`make_agreement(sponsor=…, services=["coaching"])`: recorded by the back office with a scan."""

    def make(sponsor: Sponsor | None = None, **changed: object) -> Agreement:
        sponsor = sponsor or make_sponsor()
        with acting(cast.back_office.person) as actor:
            return record_agreement(
                sponsor_dossier=sponsor.dossier,
                terms=terms(**changed),
                scan=PDF,
                scan_name="overeenkomst.pdf",
                by=actor,
                at=timezone.now(),
            )

    return make
