"""A whole case for tests of what leaves the house: sponsor, agreement, client, engagement, coach, notes, report.

Everything is made through the verbs that users call, as the people who would do it, each in its own transaction.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.identity import acting
from inzage.access.models import Dossier
from inzage.access.openings.actions import open_dossier
from inzage.clients.health.actions import Stated, record_capacity
from inzage.clients.health.models import WorkCapacity
from inzage.clients.notes.actions import mark_confidential, release_passage, write_note
from inzage.clients.notes.models import Passage, SessionNote
from inzage.clients.registration.actions import record_notice, register
from inzage.clients.registration.models import Client
from inzage.kit.uploads import Upload
from inzage.sharing.consents.actions import Signed
from inzage.sharing.consents.actions import give as give_consent
from inzage.sharing.consents.models import Consent
from inzage.sharing.deliveries.actions import give_report
from inzage.sharing.deliveries.models import Delivery
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.enquiries.actions import ask
from inzage.sharing.enquiries.letter import Asked, print_letter
from inzage.sharing.enquiries.models import Enquiry
from inzage.sharing.releases.actions import release, report_orally
from inzage.sharing.releases.facts import Sending
from inzage.sharing.releases.printing import make_ready, preview
from inzage.sponsors.agreements.actions import Terms, record_agreement
from inzage.sponsors.relations.actions import add_contact, register_sponsor
from inzage.sponsors.relations.models import Sponsor, SponsorContact
from inzage.work.engagements.actions import assign, start
from inzage.work.engagements.facts import assigned
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.actions import Terms as Agreed
from inzage.work.reporting.actions import agree_reporting, tell_reporting
from inzage.work.reporting.models import ReportingAgreement
from inzage.work.reports.actions import draft_report, draw_in, lock_version, present, reopen, save_draft
from inzage.work.reports.facts import draft_of
from inzage.work.reports.models import ClientReview, Report, ReportVersion
from tests.kit.fixtures import Cast, Member

PLAIN = ("attendance", "activities", "advice")
SERVICE = "reintegration_second"
SCAN = b"%PDF-1.7\n% the signed agreement\n%%EOF\n"


@dataclass
class Case:
    """One client under one sponsor's agreement, with the coach on it. The verbs act as the member who would."""

    cast: Cast
    coach: Member
    sponsor: Sponsor
    contact: SponsorContact
    client: Client
    engagement: Engagement
    agreement: ReportingAgreement | None = None
    made: list[UUID] = field(default_factory=list)

    @property
    def dossier(self) -> Dossier:
        """The client's dossier."""
        return self.client.dossier

    @contextmanager
    def at_work(self, member: Member | None = None, *, parts: Sequence[str] = ("card",)) -> Iterator[Actor]:
        """A transaction of a member (the coach unless said) with the client's dossier opened before it."""
        who = member or self.coach
        opening = open_dossier(
            person=who.person, dossier=self.dossier.id, kind="client", parts=parts, purpose="3.c", others=("3.a",)
        )
        assert opening.is_open, opening.status
        with acting(who.person) as actor:
            yield actor

    def agree(
        self,
        *,
        categories: Sequence[str] = PLAIN,
        form: str = "both",
        kinds: Sequence[str] = ("progress", "full"),
        contacts: Sequence[SponsorContact] | None = None,
        told: bool = True,
    ) -> ReportingAgreement:
        """Agree with the sponsor what is reported, and (unless `told` is False) tell the client."""
        at = timezone.now()
        with self.at_work() as actor:
            self.agreement = agree_reporting(
                engagement=self.engagement,
                recipients=contacts or [self.contact],
                terms=Agreed(
                    categories=categories,
                    form=form,
                    kinds=kinds,
                    purpose="Voortgang van het traject",
                    every_weeks=6,
                    first_on=at.date(),
                ),
                by=actor,
                at=at,
            )
        if told:
            with self.at_work() as actor:
                self.agreement = tell_reporting(
                    agreement=self.agreement,
                    told_at=timezone.now(),
                    told_how="oral",
                    response="acknowledged",
                    by=actor,
                    at=timezone.now(),
                )
        return self.agreement

    def give_notice(self) -> None:
        """Record that the client was given the notice of AVG 14."""
        with self.at_work(self.cast.back_office) as actor:
            record_notice(
                dossier=self.dossier, kind="avg14", version="Model 1", channel="handed", by=actor, at=timezone.now()
            )

    def note(
        self, text: str = "De cliënt kwam op tijd en vertelde over het werk.", *, confidential: bool = False
    ) -> SessionNote:
        """A session note of the coach."""
        with self.at_work() as actor:
            return write_note(
                dossier=self.dossier,
                text=text,
                held_on=timezone.localdate(),
                confidential=confidential,
                by=actor,
                at=timezone.now(),
            )

    def passage(self, text: str = "De cliënt kwam op tijd", *, health: bool = False) -> Passage:
        """Words of a fresh note that the coach released."""
        note = self.note(f"{text} en zei nog iets.")
        with self.at_work() as actor:
            return release_passage(note=note, text=text, health=health, by=actor, at=timezone.now())

    def report(
        self,
        kind: str = "progress",
        *,
        text: str = "Drie van de vier afspraken zijn nagekomen.",
        category: str = "activities",
        passages: Sequence[Passage] = (),
        note: SessionNote | None = None,
        addressee: str = "sponsor",
    ) -> Report:
        """A draft with one section, and these passages drawn into it."""
        today = timezone.localdate()
        with self.at_work() as actor:
            report = draft_report(
                engagement=self.engagement,
                kind=kind,
                period_from=today - timedelta(days=30),
                period_to=today,
                note=note,
                addressee=addressee,
                by=actor,
                at=timezone.now(),
            )
        with self.at_work() as actor:
            section = draft_of(report).sections[0] | {"text": text, "category": category}
            save_draft(report=report, sections=[section], by=actor, at=timezone.now())
            for each in passages:
                draw_in(report=report, passage=each, section=section["key"], by=actor, at=timezone.now())
        return report

    def change(self, report: Report, *, text: str) -> None:
        """Open a locked report again and write another text in its section."""
        with self.at_work() as actor:
            reopen(report=report, by=actor, at=timezone.now())
            section = draft_of(report).sections[0] | {"text": text}
            save_draft(report=report, sections=[section], by=actor, at=timezone.now())

    def mark(self, passage: Passage) -> None:
        """Mark the note of a released passage as confidential."""
        with self.at_work() as actor:
            mark_confidential(note=passage.note, by=actor, at=timezone.now())

    def lock(self, report: Report) -> ReportVersion:
        """Lock the report as it is."""
        with self.at_work() as actor:
            return lock_version(report=report, by=actor, at=timezone.now())

    def show_client(self, version: ReportVersion, *, remark: str = "", response: str = "agreed") -> ClientReview:
        """Record that the client saw a version."""
        with self.at_work() as actor:
            return present(
                version=version,
                presented_at=timezone.now(),
                how="conversation",
                remark=remark,
                response=response,
                by=actor,
                at=timezone.now(),
            )

    def consent(self, **given: Any) -> Consent:
        """A written consent of the client to health data for the sponsor's contact, unless said otherwise."""
        at = timezone.now()
        said: dict[str, Any] = {
            "engagement": self.engagement,
            "subject_kind": "health",
            "information": "functional_capacity",
            "direction": "out",
            "recipient_kind": "sponsor",
            "contact": self.contact,
            "recipient_label": "",
            "scan": Upload(name="toestemming.pdf", media_type="application/pdf", content=SCAN),
            "given_at": at - timedelta(days=1),
            "expires_on": at.date() + timedelta(days=90),
        }
        with self.at_work() as actor:
            return give_consent(dossier=self.dossier, signed=Signed(**(said | given)), by=actor, at=at)

    def give_health(self) -> Member:
        """Put the psychologist on the engagement, who has a right on health data, and give them."""
        member = self.cast.psychologist
        with self.at_work(self.cast.back_office) as actor:
            if all(each.person_id != member.person for each in assigned(self.engagement)):
                assign(
                    engagement=self.engagement, person=member.person, role="psychologist", by=actor, at=timezone.now()
                )
        return member

    def capacity(self, *, scan: bytes | None = None, **given: Any) -> WorkCapacity:
        """What the client can and cannot do, recorded by the psychologist."""
        member = self.give_health()
        said: dict[str, Any] = {
            "texts": {"possibilities": "Licht werk, vier uur per dag.", "energy": "Na twee uur een pauze."},
            "source": "physician",
            "stated_on": timezone.localdate(),
            "scan": Upload(name="lijst.pdf", media_type="application/pdf", content=scan) if scan else None,
        }
        with self.at_work(member) as actor:
            return record_capacity(dossier=self.dossier, stated=Stated(**(said | given)), by=actor, at=timezone.now())

    def enquiry(self, *, necessity: str = "Het plan heeft de uren nodig.", consent: Consent | None = None) -> Enquiry:
        """A letter of the psychologist to a doctor, on a consent to ask them."""
        asked = Asked(question="Hoeveel uur kan de cliënt werken?", necessity=necessity, address="Plein 1\nZwolle")
        found = consent or self.consent(
            direction="in", recipient_kind="doctor", contact=None, recipient_label="Huisarts Smit"
        )
        member, at = self.give_health(), timezone.now()
        with self.at_work(member) as actor:
            letter = print_letter(consent=found, asked=asked, signed_by=actor.name, at=at)
            return ask(consent=found, necessity=necessity, letter=letter, by=actor, at=at)

    def sending(self, **given: Any) -> Sending:
        """What the coach fills in on the send page: all in order unless said otherwise."""
        said: dict[str, Any] = {
            "contact": self.contact,
            "channel": "email_pdf",
            "ground": "legitimate_interest",
            "ground_reasons": "De opdrachtgever betaalt en volgt de voortgang.",
            "weighing": "Alleen feiten over de voortgang; de cliënt bracht niets in.",
            "ethics_confirmed": True,
        }
        return Sending(**(said | given))

    def send(self, version: ReportVersion, *, by: Member | None = None, **given: Any) -> Disclosure:
        """Preview, make ready and send a version. Raises what the act raises."""
        with self.at_work(by) as actor:
            return self.send_at(version, timezone.now(), by=actor, **given)

    def give(self, version: ReportVersion, *, channel: str = "handed", by: Member | None = None) -> Delivery:
        """Preview, make ready and give a version to the client. Raises what the act raises."""
        at = timezone.now()
        with self.at_work(by) as actor:
            printed = make_ready(version, None, seen=preview(version, None).sha256, at=at)
            today = timezone.localdate()
            return give_report(version=version, channel=channel, given_on=today, printed=printed, by=actor, at=at)

    def send_at(self, version: ReportVersion, at: datetime, *, by: Actor, **given: Any) -> Disclosure:
        """The same in a running transaction, at a moment."""
        said = self.sending(**given)
        if version.report.kind == "oral":
            return report_orally(version=version, sending=said, by=by, at=at)
        seen = preview(version, said.contact).sha256
        printed = make_ready(version, said.contact, seen=seen, at=at)
        return release(version=version, sending=said, printed=printed, by=by, at=at)


def _terms(at: datetime) -> Terms:
    return Terms(
        number=uuid4().hex[:10],
        title="Raamovereenkomst",
        services=(SERVICE, "coaching", "assessment"),
        purposes=("3.a", "3.c", "3.g"),
        starts_on=date(2026, 1, 1),
        signed_on=at.date(),
        has_confidentiality=True,
        signed_by_both=True,
    )


@pytest.fixture
def make_case(cast: Cast) -> Callable[..., Case]:
    """`make_case()`: a referred client with a coach; unless `ready=False` the reporting is agreed and told."""

    def make(
        *,
        coach: Member | None = None,
        ready: bool = True,
        source: str = "sponsor",
        email: str | None = None,
        service: str = SERVICE,
    ) -> Case:
        who = coach or cast.coach
        unique = uuid4().hex[:8]
        at = timezone.now()
        with acting(cast.back_office.person) as actor:
            sponsor = register_sponsor(name=f"Werkgever {unique}", kind="employer", by=actor, at=at)
            contact = add_contact(
                sponsor=sponsor, name="Ria Roos", email=f"ria.{unique}@werkgever.test", by=actor, at=at
            )
        open_dossier(
            person=cast.back_office.person,
            dossier=sponsor.dossier_id,
            kind="sponsor",
            parts=("agreements",),
            purpose="3.d",
        )
        with acting(cast.back_office.person) as actor:
            agreement = record_agreement(
                sponsor_dossier=sponsor.dossier, terms=_terms(at), scan=SCAN, scan_name="scan.pdf", by=actor, at=at
            )
            fields: dict[str, object] = {
                "first_name": "Mila",
                "last_name": f"Vermeer{unique}",
                "email": email or f"mila.{unique}@example.org",
            }
            client = register(
                service=service,
                fields=fields,
                source=source,
                referrer=sponsor.dossier if source == "sponsor" else None,
                by=actor,
                at=at,
            )
        with acting(cast.back_office.person) as actor:
            engagement = start(client_dossier=client.dossier, agreement=agreement, service=service, by=actor, at=at)
            assign(engagement=engagement, person=who.person, role="coach", until=None, by=actor, at=at)
        case = Case(cast, who, sponsor, contact, client, engagement)
        if ready:
            case.agree()
            case.give_notice()
        return case

    return make
