"""Clients and notes for the tests of this room, made through the same verbs as everybody uses."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from inzage.access.grants.actions import give
from inzage.access.identity import acting
from inzage.access.models import Dossier
from inzage.access.openings.actions import open_dossier
from inzage.access.purposes.actions import carry
from inzage.clients.notes.actions import write_note
from inzage.clients.notes.models import SessionNote
from inzage.clients.registration.actions import register
from inzage.clients.registration.models import Client
from tests.kit.fixtures import Cast, Member

MakeClient = Callable[..., Client]
MakeNote = Callable[..., SessionNote]


def unique(name: str) -> str:
    """A name that no other test uses."""
    return f"{name}{uuid4().hex[:10]}"


@pytest.fixture
def make_client(cast: Cast) -> MakeClient:
    """`make_client(coach=cast.coach, service="coaching", last_name="Bos")`: registered by the back office."""

    def make(
        *,
        coach: Member | None = None,
        service: str = "coaching",
        source: str = "self",
        referrer: Dossier | None = None,
        **fields: object,
    ) -> Client:
        given = {"first_name": "Mila", "last_name": unique("Vermeer"), "email": "mila@example.org"} | fields
        at = timezone.now()
        with acting(cast.back_office.person) as actor:
            client = register(service=service, fields=given, source=source, referrer=referrer, by=actor, at=at)
            if coach:
                give(
                    person=coach.person,
                    dossier=client.dossier,
                    role="coach",
                    relation="assigned",
                    reason="as long as the work lasts",
                    until=None,
                    by=actor,
                    at=at,
                )
                carry(dossier=client.dossier_id, purposes=("3.a", "3.c", "3.g"), subject=uuid4(), by=actor, at=at)
        return client

    return make


@pytest.fixture
def make_note(cast: Cast, make_client: MakeClient) -> MakeNote:
    """`make_note(text="…", confidential=True)`: written by the coach of a fresh client, whose dossier stays opened."""

    def make(
        *, text: str = "Mila wil weer werken.", confidential: bool = False, client: Client | None = None
    ) -> SessionNote:
        client = client or make_client(coach=cast.coach)
        see(cast.coach, client.dossier_id)
        with acting(cast.coach.person) as actor:
            return write_note(
                dossier=client.dossier,
                text=text,
                held_on=date(2026, 1, 5),
                confidential=confidential,
                by=actor,
                at=timezone.now(),
            )

    return make


def see(member: Member, dossier: UUID, *, parts: tuple[str, ...] = ("card",)) -> None:
    """Open a dossier as a member; that is committed before it returns."""
    opening = open_dossier(
        person=member.person, dossier=dossier, kind="client", parts=parts, purpose="3.c", others=("3.a",)
    )
    assert opening.is_open, opening.status
