"""The people and things that the permission matrix fills addresses with.

Somebody for each role, with that role alone; a case that is theirs (as far as the policy lets a role be assigned), one
that is somebody else's. What a request uses up is made anew for the next one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone
from docx import Document

from inzage.access.asking import actions as asking
from inzage.access.bulk import actions as bulk
from inzage.access.feeds import actions as feeds
from inzage.access.grants.actions import give
from inzage.access.identity import acting
from inzage.access.looks import actions as looks
from inzage.access.models import Dossier, Grant, Login, StandIn
from inzage.access.openings.actions import open_dossier
from inzage.access.people import actions as people
from inzage.access.people.facts import second_steps
from inzage.access.reviews import actions as reviews
from inzage.access.searches import actions as searches
from inzage.access.standins import actions as standins
from inzage.access.tasks.actions import open_task
from inzage.access.versions import actions as versions
from inzage.access.versions import current_version
from inzage.clients.correspondence.actions import Letter, enter_correspondence
from inzage.clients.correspondence.models import Enclosure
from inzage.clients.drafts.actions import keep
from inzage.clients.drafts.forms import Window
from inzage.clients.drafts.models import Draft
from inzage.clients.objections.actions import object_to
from inzage.clients.referrals import actions as referrals
from inzage.clients.registration.imports import actions as imports
from inzage.clients.representatives import actions as representatives
from inzage.kit.uploads import Upload
from inzage.law.policy import MODEL
from inzage.law.regulation import read_regulation_file
from inzage.paper.content import Style
from inzage.sharing.post.models import Message
from inzage.sponsors.agreements.models import Agreement
from inzage.work.bsn import actions as bsn
from inzage.work.engagements.models import Assignment
from inzage.work.house import actions as house
from inzage.work.meetings import actions as meetings
from inzage.work.meetings.models import Seat
from inzage.work.reports.actions import ask_word, save_draft
from inzage.work.reports.facts import draft_of, spots_of
from tests.kit.cases import SCAN, Case
from tests.kit.fixtures import TOTP_SECRET, Cast, Member, make_member
from tests.laws import expected, world_engagements
from tests.laws.expected import ANONYMOUS, CLIENT, NONE, OTHERS, OWN

TEXT = (MODEL / "text.md").read_bytes()
CSV = b"achternaam;email\nProef;proef@example.org\n"
WATCH = frozenset({"administrator", "privacy_officer", "complaint_officer", "auditor"})
USES_UP = world_engagements.USES_UP | {
    "engagements:withdraw": "case",
    "holders:end": "access",
    "standins:end": "standin",
    "people:departure": "colleague",
    "people:end_role": "colleague",
    "registration:import_throw_away": "batch",
    "registration:import_confirm": "batch",
    "reports:drop": "dropped",
    "reports:reopen": "reopened",
    "searches:remove": "search",
}
"""Routes whose POST takes away what their address names, and what must be made anew after one."""


class World:
    """Hands out people and things; see the module."""

    def __init__(self, cast: Cast, make_case: Callable[..., Case], browse: Callable[[Member], Client]) -> None:
        self.cast, self.make_case, self.browse = cast, make_case, browse
        self.known = _current()
        self.members = {role: make_member(cast, role) for role in expected.roles()}
        self.made: dict[str, Any] = {}
        self.client = self._client_login()

    def visitor(self, who: str) -> Client:
        """A browser of somebody with this role alone, of a client, or of nobody."""
        if who == ANONYMOUS:
            return Client()
        self._acknowledge()
        return self.browse(self.client if who == CLIENT else self.members[who])

    def _acknowledge(self) -> None:
        """Other tests of this worker publish versions: everybody of the matrix knows the newest, once for each."""
        newest = _current()
        if newest != self.known:
            for member in self.members.values():
                with acting(member.person) as actor:
                    people.acknowledge(version=newest, by=actor, at=timezone.now())
            self.known = newest

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """What was made under this key, or a new one when there is none or it was used up."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    def use_up(self, what: str) -> None:
        """The next who asks gets a new one; without its case nothing of a case remains."""
        self.made = {key: value for key, value in self.made.items() if what != "case" and not key.startswith(what)}

    def fill(self, name: str, kind: str, arguments: tuple[str, ...], who: str, relation: str) -> dict[str, Any]:
        """The arguments of a route. Raises StopIteration for one that nothing here can fill."""
        where = OWN if relation == NONE else relation
        case: Case = self.once(f"case {where}", partial(self._case, where))
        values: dict[str, Any] = self.once(f"values {where}", partial(_values, case))
        makers = {**self._makers(who), **self._of_case(case, where), **values}
        makers |= world_engagements.makers(case, where, self.once)
        area = name.partition(":")[0]
        filled = {}
        for argument in arguments:
            if argument == "draft":
                filled[argument] = uuid4() if relation == NONE else self._draft_of(who, case.dossier.pk)
                continue
            if argument == "dossier":
                filled[argument] = _dossier(kind, relation, case)
                continue
            value = next(makers[key] for key in (f"{name}.{argument}", f"{area}.{argument}", argument) if key in makers)
            filled[argument] = value() if callable(value) else value
        return filled

    def _makers(self, who: str) -> dict[str, Any]:
        batch = who if who == "back_office" else "somebody's"
        return {
            "people.person": lambda: self.once("colleague", self._colleague),
            "people.role": "coach",
            "looks.look": lambda: self.once(f"look {who}", partial(self._support, who)),
            "reviews.office": self.cast.office,
            "reviews.signed": lambda: self.once("review", self._review),
            "asking.question": lambda: self.once("question", self._question),
            "standins.standin": lambda: self.once("standin", self._standin),
            "referrals.referral": lambda: self.once("referral", self._referral),
            "referrals.service": "coaching",
            "referrals.person": self.cast.coach.person,
            "registration.batch": lambda: self.once(f"batch {batch}", partial(self._batch, batch)),
            "registration.service": "coaching",
            "registration.place": "contact",
            "calendar.secret": lambda: self.once("feed", self._feed),
            "versions.version": lambda: self.once("draft", self._draft),
            "house.style": lambda: self.once("style", partial(_style, self.cast)),
            "house.form": lambda: self.once("form", partial(_form, self.cast)),
            "versions.earlier": lambda: _current().pk,
            "number": 1,
            "people.handle": uuid4(),
            "bulk.bulk": lambda: self.once(f"bulk {who}", partial(self._bulk, who)),
            "searches.search": lambda: self.once(f"search {who}", partial(self._search, who)),
            "people:name_step.handle": lambda: self._second_step(who),
            "people:remove_step.handle": lambda: self._second_step(who),
        }

    def _of_case(self, case: Case, where: str) -> dict[str, Any]:
        return {
            "reports:drop.report_id": lambda: self.once(f"dropped {where}", lambda: case.report("progress").pk),
            "objections.objection": lambda: self.once(f"objection {where}", partial(_objection, case)),
            "representative": lambda: self.once(f"representative {where}", partial(_representative, case)),
            "bsn.reveal": lambda: self.once(f"reveal {where}", partial(self._look, case)),
            "holders.grant": lambda: self.once(f"access {where}", partial(self._access, case)),
            "reports:reopen.report_id": lambda: self.once(f"reopened {where}", partial(_locked, case)),
        }

    def _feed(self) -> str:
        with acting(self.cast.coach.person) as actor:
            return feeds.make(language="nl", by=actor, at=timezone.now())

    def _colleague(self) -> UUID:
        with acting(self.cast.manager.person) as actor:
            return people.add_colleague(
                name="Matrix collega", office=self.cast.office, roles=["coach"], by=actor, at=timezone.now()
            )

    def _review(self) -> UUID:
        """A review without rights, signed."""
        with acting(self.members["manager"].person) as actor:
            return reviews.sign(
                office=self.cast.office, verdicts=(), others=1, left_out=False, completes=None, second_factor=True,
                by=actor, at=timezone.now(),
            ).pk  # fmt: skip

    def _support(self, who: str) -> UUID:
        """A look that this person may read of: their own, or one as them; for those who watch, any."""
        if who in {ANONYMOUS, CLIENT}:
            return uuid4()
        at = timezone.now()
        support = self.members["administrator"]
        colleague = self.members[who] if who not in WATCH else self.cast.coach
        with acting(support.person) as actor:
            look = looks.begin(colleague=colleague.person, reason="Matrix", minutes=1, by=actor, at=at)
        with acting(support.person) as actor:
            looks.end(look=look, by=actor, at=at)
        return look

    def _second_step(self, who: str) -> UUID:
        """The only one of somebody, which cannot be removed."""
        member = self.client if who == CLIENT else self.members.get(who)
        return second_steps(Login.objects.get(person=member.person))[0].handle if member else uuid4()

    def _client_login(self) -> Member:
        case: Case = self.once(f"case {OTHERS}", partial(self._case, OTHERS))
        person = case.client.person_id
        member = Member(person, f"{person}@client.test")
        login = people.make_login(person=person, kind="client", email=member.email, password=member.password)
        TOTP.activate(login, TOTP_SECRET)
        return member

    def _case(self, where: str) -> Case:
        case = self.make_case()
        if where == OWN:
            for kind, dossier in (("client", case.dossier), ("sponsor", case.sponsor.dossier)):
                for role, member in self.members.items():
                    if relation := expected.relation_of(role, kind):
                        self._give(member, role, dossier, relation)
        return case

    def _give(self, member: Member, role: str, dossier: Dossier, relation: str = "assigned") -> None:
        with acting(self.cast.back_office.person) as actor:
            give(
                person=member.person, dossier=dossier, role=role, relation=relation, reason="werk",
                until=None if relation == "assigned" else timezone.localdate() + timedelta(days=2),
                by=actor, at=timezone.now(),
            )  # fmt: skip

    def _question(self) -> UUID:
        with acting(self.cast.coach.person) as actor:
            return asking.ask(number="C-0000-0000", role="coach", reason="Matrix", by=actor, at=timezone.now()).pk

    def _standin(self) -> UUID:
        at, today = timezone.now(), timezone.localdate()
        self.once(f"case {OTHERS}", partial(self._case, OTHERS))
        with acting(self.cast.back_office.person) as actor:
            standins.stand_in(
                absent=self.cast.coach.person, substitute=self.cast.other_coach.person, since=today, until=today,
                reason="Matrix", by=actor, at=at,
            )  # fmt: skip
        with acting(self.cast.back_office.person):
            return StandIn.objects.order_by("-given_at").values_list("pk", flat=True)[0]

    def _access(self, case: Case) -> UUID:
        self._give(self.cast.psychologist, "psychologist", case.dossier)
        with acting(self.cast.back_office.person):
            grants = Grant.objects.filter(dossier=case.dossier, person=self.cast.psychologist.person)
            return grants.order_by("-valid_from").values_list("pk", flat=True)[0]

    def _draft_of(self, who: str, dossier: UUID) -> UUID:
        """What somebody of the staff is writing in a dossier; nobody's for others."""
        member, at = self.members.get(who), timezone.now()
        if member is None:
            return uuid4()
        window = Window(tab=uuid4(), since=at)
        with acting(member.person) as actor:
            keep(dossier=dossier, kind="note", window=window, fields={"text": "Half"}, by=actor, at=at)
        with acting(member.person):
            return Draft.objects.values_list("pk", flat=True).get(tab=window.tab)

    def _look(self, case: Case) -> UUID:
        """A look at a BSN that the back office of the matrix asked for."""
        member = self.members["back_office"]
        open_dossier(person=member.person, dossier=case.dossier.pk, parts=("card", "bsn"), purpose="3.c")
        with acting(member.person) as actor:
            bsn.record(engagement=case.engagement, number="111222333", by=actor, at=timezone.now())
        with acting(member.person) as actor:
            return bsn.ask_to_see(engagement=case.engagement, reason="check", by=actor, at=timezone.now()).pk

    def _search(self, who: str) -> UUID:
        """A saved search of a member of the matrix, or of nobody in it."""
        with acting(self.members.get(who, self.cast.coach).person) as actor:
            return searches.save_search(
                page="clients", name=uuid4().hex, query="tab=all", by=actor, at=timezone.now()
            ).pk  # fmt: skip

    def _bulk(self, who: str) -> UUID:
        """A bulk action of a member of the matrix on a task of theirs, or of nobody in it."""
        at = timezone.now()
        with acting(self.members.get(who, self.cast.coach).person) as actor:
            task = open_task(
                kind="access_answered", article="6.need", dossier=None, due=at.date(), person=actor.person,
                subject=uuid4(), by=actor, at=at,
            )  # fmt: skip
            return bulk.prepare(verb="finish", given={}, targets=[(task.pk, None)], trial=None, by=actor, at=at).pk

    def _referral(self) -> UUID:
        incoming = referrals.Incoming(
            service="coaching", channel="mail", received_on=timezone.localdate(),
            fields={"last_name": f"Matrix{uuid4().hex[:8]}"},
        )  # fmt: skip
        with acting(self.cast.back_office.person) as actor:
            return referrals.take_in(incoming=incoming, by=actor, at=timezone.now()).pk

    def _draft(self) -> UUID:
        with acting(self.cast.back_office.person) as actor:
            return versions.draft(
                text=read_regulation_file(TEXT), label=f"m-{uuid4().hex[:8]}", description="Matrix",
                source_name="r.txt", source=TEXT, by=actor, at=timezone.now(),
            ).pk  # fmt: skip

    def _batch(self, who: str) -> UUID:
        """An import of the back office of the matrix, or of somebody else."""
        member = self.members.get(who, self.cast.back_office)
        with acting(member.person) as actor:
            return imports.start(content=CSV, service="coaching", by=actor, at=timezone.now()).pk


def _current() -> Any:
    return current_version()


def _dossier(kind: str, relation: str, case: Case) -> UUID:
    if relation == NONE:
        return uuid4()
    return case.sponsor.dossier_id if kind == "sponsor" else case.dossier.pk


def _objection(case: Case) -> UUID:
    with case.at_work() as actor:
        return object_to(
            dossier=case.dossier, purpose="3.j", how="email", received_on=timezone.localdate(), by=actor,
            at=timezone.now(),
        ).pk  # fmt: skip


def _representative(case: Case) -> UUID:
    made = representatives.Appointment(
        capacity="mentor", matters=("care",), name="Matrix Mentor", since=timezone.localdate(), until=None,
        evidence=Upload(name="beschikking.pdf", media_type="application/pdf", content=b"%PDF-1.7\n"),
    )  # fmt: skip
    with case.at_work() as actor:
        return representatives.record(dossier=case.dossier, appointment=made, by=actor, at=timezone.now()).pk


def _style(cast: Cast) -> UUID:
    with acting(cast.back_office.person) as actor:
        return house.draft_style(style=Style(), by=actor, at=timezone.now()).pk


def _form(cast: Cast) -> UUID:
    """An empty Word form."""
    written = BytesIO()
    Document().save(written)
    with acting(cast.back_office.person) as actor:
        return house.draft_form(name="Matrix", content=written.getvalue(), by=actor, at=timezone.now()).pk


def _for_client(case: Case) -> Any:
    """A locked report to the client."""
    return case.lock(case.report("progress", addressee="client"))


def _word_question(case: Case) -> UUID:
    """A word of a report that a colleague is asked to judge."""
    report = case.report("progress", text="Hij is specialist in staal.")
    with case.at_work() as actor:
        (spot,) = spots_of(report)
        return ask_word(
            report=report, mark=spot.mark, reason="Zijn vak", judge=case.cast.back_office.person, by=actor,
            at=timezone.now(),
        ).pk  # fmt: skip


def _locked(case: Case) -> UUID:
    report = case.report("full")
    case.lock(report)
    return report.pk


def _letter(case: Case) -> tuple[UUID, UUID]:
    """A letter with a document that came with it."""
    said = Letter(
        direction="in", form="letter", held_on=timezone.localdate(), party="client", party_name="", subject="Vraag",
        text="Wanneer beginnen we?",
    )  # fmt: skip
    with case.at_work() as actor:
        upload = Upload(name="brief.txt", media_type="text/plain", content=b"Wanneer beginnen we?")
        written = enter_correspondence(dossier=case.dossier, letter=said, uploads=[upload], by=actor, at=timezone.now())
        document = Enclosure.objects.filter(correspondence=written).values_list("document", flat=True).get()
    return written.pk, document


def _meeting(case: Case) -> UUID:
    with case.at_work() as actor:
        return meetings.plan(
            engagement=case.engagement, coach=case.coach.person, by=actor, at=timezone.now(),
            planned=meetings.Planned(starts_at=timezone.now() + timedelta(days=2), minutes=60, place="office"),
        ).pk  # fmt: skip


def _values(case: Case) -> dict[str, Any]:
    """One of everything in a case, by the names that addresses use."""
    passage = case.passage()
    sent = case.report("progress")
    disclosure = case.send(case.lock(sent))
    draft = case.report("progress", text="Nog in de maak.")
    with case.at_work() as actor:
        section = draft_of(draft).sections[0]
        kept = save_draft(report=draft, sections=[section], base=99, tab=uuid4(), by=actor, at=timezone.now()).kept
    consent = case.consent()
    letter, document = _letter(case)
    open_dossier(
        person=case.cast.back_office.person, dossier=case.sponsor.dossier_id, kind="sponsor", parts=("agreements",),
        purpose="3.d",
    )  # fmt: skip
    with acting(case.cast.back_office.person):
        agreement = Agreement.objects.filter(dossier=case.sponsor.dossier_id).values_list("pk", flat=True).get()
    with case.at_work():
        assignment = Assignment.objects.filter(engagement=case.engagement).values_list("pk", flat=True).get()
        message = Message.objects.filter(dossier=case.dossier.pk).values_list("pk", flat=True).get()
    meeting = _meeting(case)
    with case.at_work():
        seat = Seat.objects.filter(meeting=meeting).values_list("pk", flat=True)[0]
    return {
        "enquiry": (enquiry := case.enquiry()).pk,
        "enquiries.consent_id": enquiry.consent_id,
        "meeting": meeting,
        "seat": seat,
        "capacity": case.capacity(scan=SCAN).pk,
        "note": passage.note_id,
        "passage": passage.pk,
        "report_id": draft.pk,
        "releases.report_id": _locked(case),
        "question_id": _word_question(case),
        "deliveries.report_id": _for_client(case).report_id,
        "delivery_id": case.give(_for_client(case)).pk,
        "revision": kept.pk if kept else None,
        "engagement": case.engagement.pk,
        "engagement_id": case.engagement.pk,
        "assignment": assignment,
        "reporting.agreement": case.agreement.pk if case.agreement else None,
        "agreements.agreement": agreement,
        "contact": case.contact.pk,
        "consent_id": consent.pk,
        "letter": letter,
        "document": document,
        "entry": passage.entry_id,
        "disclosure_id": disclosure.pk,
        "message_id": message,
    }
