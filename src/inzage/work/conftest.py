"""A case for the tests of this room and those above: a client in an engagement under an agreement, with a coach on it.

Everything is made through the verbs that everybody uses, as the people who would do it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Dossier
from inzage.clients.conftest import MakeClient, see
from inzage.clients.conftest import make_client as make_client
from inzage.clients.notes.actions import release_passage, write_note
from inzage.clients.notes.models import Passage, SessionNote
from inzage.clients.registration.models import Client
from inzage.sponsors.agreements.models import Agreement
from inzage.sponsors.conftest import MakeAgreement, MakeContact, MakeSponsor
from inzage.sponsors.conftest import make_agreement as make_agreement
from inzage.sponsors.conftest import make_contact as make_contact
from inzage.sponsors.conftest import make_sponsor as make_sponsor
from inzage.sponsors.relations.models import Sponsor, SponsorContact
from inzage.work.engagements.actions import assign, start
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.actions import Terms, agree_reporting, tell_reporting
from inzage.work.reporting.models import ReportingAgreement
from inzage.work.reports.actions import draft_report, lock_version, save_draft
from inzage.work.reports.facts import draft_of
from inzage.work.reports.models import Report, ReportVersion
from tests.kit.fixtures import Cast

FIRST = date(2026, 10, 1)
LAST = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Case:
    """A sponsor with a contact and an agreement, a client, and the engagement that the coach of the cast is on."""

    sponsor: Sponsor
    contact: SponsorContact
    agreement: Agreement
    client: Client
    engagement: Engagement

    @property
    def dossier(self) -> Dossier:
        """The client's dossier."""
        return self.client.dossier


MakeCase = Callable[..., Case]
Agree = Callable[..., ReportingAgreement]
Write = Callable[..., Report]


def reporting_terms(**changed: object) -> Terms:
    """Complete terms of a reporting agreement, some of them changed."""
    usual: dict[str, object] = {
        "categories": ["attendance", "activities", "progress_against_plan", "advice"],
        "form": "written",
        "kinds": ["progress", "full"],
        "purpose": "Zicht houden op de voortgang van het traject",
        "every_weeks": 6,
        "first_on": timezone.localdate() + timedelta(weeks=6),
    }
    return Terms(**(usual | changed))  # type: ignore[arg-type]  # a test may give what is wrong


@pytest.fixture
def make_case(
    cast: Cast,
    make_sponsor: MakeSponsor,
    make_contact: MakeContact,
    make_agreement: MakeAgreement,
    make_client: MakeClient,
) -> MakeCase:
    """`make_case(service="assessment")`: started by the back office, the coach assigned, the dossier opened by both."""

    def make(*, service: str = "reintegration_second", assigned: bool = True) -> Case:
        sponsor = make_sponsor()
        contact, agreement = make_contact(sponsor), make_agreement(sponsor)
        client = make_client(
            service=service, employer="Bakkerij Zon", date_of_birth=date(1980, 1, 31), first_sick_day=date(2026, 1, 5)
        ) if service.startswith("reintegration") else make_client(service=service)  # fmt: skip
        see(cast.back_office, client.dossier_id)
        with acting(cast.back_office.person) as actor:
            at = timezone.now()
            engagement = start(client_dossier=client.dossier, agreement=agreement, service=service, by=actor, at=at)
            if assigned:
                assign(engagement=engagement, person=cast.coach.person, role="coach", by=actor, at=at)
        if assigned:
            see(cast.coach, client.dossier_id)
        return Case(sponsor, contact, agreement, client, engagement)

    return make


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A case for reintegration, second track."""
    return make_case()


@pytest.fixture
def agree(cast: Cast) -> Agree:
    """`agree(case, told=False, categories=[…])`: agreed with the sponsor by the coach, and told to the client."""

    def make(case: Case, *, told: bool = True, **changed: object) -> ReportingAgreement:
        with acting(cast.coach.person) as actor:
            at = timezone.now()
            agreement = agree_reporting(
                engagement=case.engagement, recipients=[case.contact], terms=reporting_terms(**changed), by=actor, at=at
            )
            if told:
                tell_reporting(
                    agreement=agreement, told_at=at, told_how="oral", response="acknowledged", by=actor, at=at
                )
        return agreement

    return make


@pytest.fixture
def write(cast: Cast) -> Write:
    """`write(case, kind="full", text="…")`: drafted by the coach, with a text in its first section."""

    def make(case: Case, *, kind: str = "progress", text: str = "Er waren drie gesprekken.", **given: object) -> Report:
        with acting(cast.coach.person) as actor:
            at = timezone.now()
            report = draft_report(
                engagement=case.engagement,
                kind=kind,
                period_from=FIRST,
                period_to=LAST,
                by=actor,
                at=at,
                **given,  # type: ignore[arg-type]
            )
            retype(report, text, by=actor, at=at)
        return report

    return make


def retype(report: Report, text: str, *, by: object, at: datetime) -> None:
    """Write this text into the first section of a draft, inside a transaction of the one who writes."""
    sections = [dict(section) for section in draft_of(report).sections]
    sections[0]["text"] = text
    save_draft(report=report, sections=sections, by=by, at=at)  # type: ignore[arg-type]  # the actor of `acting`


def locked(cast: Cast, report: Report) -> ReportVersion:
    """Lock a report as the coach."""
    with acting(cast.coach.person) as actor:
        return lock_version(report=report, by=actor, at=timezone.now())


def note(cast: Cast, case: Case, text: str, *, confidential: bool = False) -> SessionNote:
    """Write a note as the coach."""
    with acting(cast.coach.person) as actor:
        return write_note(
            dossier=case.dossier, text=text, held_on=FIRST, confidential=confidential, by=actor, at=timezone.now()
        )


def passage(cast: Cast, case: Case, text: str, *, health: bool = False) -> Passage:
    """Release a passage of a fresh note as its author, the coach."""
    written = note(cast, case, text)
    with acting(cast.coach.person) as actor:
        return release_passage(note=written, text=text, health=health, by=actor, at=timezone.now())


def kinds(tasks: Iterable[object]) -> list[str]:
    """The kinds of tasks, for comparing."""
    return sorted(str(getattr(task, "kind", "")) for task in tasks)
