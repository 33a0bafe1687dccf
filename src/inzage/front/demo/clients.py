"""The clients of the demo bureau, each brought as far as its story goes by who does that at a bureau."""

from datetime import datetime, timedelta
from uuid import UUID

from inzage.access.dossiers.actions_entries import pin
from inzage.access.identity import acting
from inzage.clients.correspondence.actions import enter_correspondence, file_document
from inzage.clients.notes.actions import change_note, release_passage, write_note
from inzage.clients.registration.actions import register
from inzage.clients.registration.models import Client
from inzage.duties.notices.actions import send_notice
from inzage.front.demo.bureau import Staff
from inzage.front.demo.case import DAY, Case
from inzage.front.demo.engagements import finish, follow
from inzage.front.demo.health import keep
from inzage.front.demo.letters import ADDED, CHANGED, cv, letters
from inzage.front.demo.meetings import meet
from inzage.front.demo.reports import write
from inzage.front.demo.sponsors import Signed
from inzage.front.demo.stories import CATEGORIES, NOTES, RELEASED, SECOND, ClientStory, Stage
from inzage.work.engagements.actions import assign, move, start
from inzage.work.engagements.models import Engagement
from inzage.work.reporting.actions import Terms, agree_reporting, tell_reporting

OFFICE_PARTS = ("card", "identity", "contact")
WORKER_PARTS = ("card", "notes", "reports", "disclosures")


def known_names(who: UUID) -> frozenset[str]:
    """The last names of the clients that are there."""
    with acting(who):
        return frozenset(Client.objects.values_list("last_name", flat=True))


def begin(story: ClientStory, staff: Staff, signed: Signed | None, at: datetime) -> None:
    """Register the client of a story and bring the case as far as the story goes."""
    since = at - story.days * DAY
    with acting(staff["back_office"]) as actor:
        client = register(
            service=story.service,
            fields=story.fields,
            source="sponsor" if signed else "self",
            referrer=signed.sponsor.dossier if signed else None,
            by=actor,
            at=since,
        )
    case = Case(story=story, staff=staff, dossier=client.dossier, signed=signed, since=since, at=at)
    if story.stage >= Stage.INFORMED:
        _inform(case)
    if signed and story.stage >= Stage.ASSIGNED:
        _work(case, signed, _assign(case, signed))


def _inform(case: Case) -> None:
    case.open(case.office, *OFFICE_PARTS)
    with acting(case.office) as actor:
        channel = "email" if case.story.stage == Stage.INFORMED else "letter"
        send_notice(dossier=case.dossier, channel=channel, by=actor, at=case.since + DAY)


def _assign(case: Case, signed: Signed) -> Engagement:
    """Start the service and put the worker on it."""
    case.open(case.office, *OFFICE_PARTS)
    with acting(case.office) as actor:
        engagement = start(
            client_dossier=case.dossier,
            agreement=signed.agreement,
            service=case.story.service,
            reference=f"{signed.agreement.number}/{case.dossier.number[-2:]}",
            by=actor,
            at=case.since + 2 * DAY,
        )
        role = "psychologist" if case.story.worker == "psychologist" else "coach"
        assign(engagement=engagement, person=case.worker, role=role, by=actor, at=case.since + 3 * DAY)
    return engagement


def _work(case: Case, signed: Signed, engagement: Engagement) -> None:
    """What the worker does, stage by stage."""
    stage = case.story.stage
    case.open(case.worker, *WORKER_PARTS)
    if stage >= Stage.AGREED:
        _agree(case, signed, engagement)
        meet(case, engagement)
        follow(case, engagement)
    if stage >= Stage.NOTES:
        _take_notes(case, engagement)
    if stage >= Stage.LOCKED and case.story.service == SECOND:
        keep(case, engagement)
    if stage >= Stage.DRAFTING:
        write(case, signed.contact, engagement)
    if stage == Stage.ENDED:
        finish(case, engagement)


def _agree(case: Case, signed: Signed, engagement: Engagement) -> None:
    """Record what was agreed with the sponsor, and tell the client when the story goes so far."""
    then = case.since + 5 * DAY
    with acting(case.worker) as actor:
        agreement = agree_reporting(
            engagement=engagement,
            recipients=[signed.contact],
            terms=_terms(case),
            by=actor,
            at=then,
        )
        if case.story.stage >= Stage.TOLD:
            told = then + DAY
            tell_reporting(
                agreement=agreement, told_at=told, told_how="oral", response="acknowledged", by=actor, at=told
            )


def _terms(case: Case) -> Terms:
    first_on = (case.at + (case.story.days % 9 - 2) * DAY).date()
    if case.story.service == "assessment":
        return Terms(
            categories=("progress_against_plan", "assessment_result", "advice"),
            form="written",
            kinds=("assessment",),
            purpose="Weten welk werk bij de medewerker past",
            every_weeks=None,
            first_on=first_on,
        )
    return Terms(
        categories=CATEGORIES,
        form="both",
        kinds=("progress", "full"),
        purpose="Volgen of het traject loopt zoals is afgesproken",
        every_weeks=6,
        first_on=first_on,
    )


def _take_notes(case: Case, engagement: Engagement) -> None:
    """Write the notes of the talks, release a passage, and come to the phase of execution."""
    with acting(case.worker) as actor:
        move(engagement=engagement, phase="execution", by=actor, at=case.since + 8 * DAY)
    for weeks, text, confidential in NOTES:
        held = case.at - timedelta(weeks=weeks)
        if held < case.since + 6 * DAY:
            continue
        with acting(case.worker) as actor:
            note = write_note(
                dossier=case.dossier, text=text, held_on=held.date(), confidential=confidential, by=actor, at=held
            )
            if RELEASED in text:
                release_passage(note=note, text=RELEASED, health=False, by=actor, at=held)
            if text == CHANGED:
                better = f"{text} {ADDED}"
                change_note(
                    note=note, base=1, text=better, held_on=held.date(), kind="talk", by=actor, at=held + DAY / 12
                )
    _correspond(case)


def _correspond(case: Case) -> None:
    """Letters and calls both ways, a CV, and the entry that stays on top."""
    with acting(case.worker) as actor:
        for weeks, letter in letters(case.at, case.story.first):
            then = case.at - timedelta(weeks=weeks)
            if then >= case.since + 4 * DAY:
                enter_correspondence(dossier=case.dossier, letter=letter, by=actor, at=then)
        filed = file_document(
            dossier=case.dossier,
            kind="cv",
            title="Cv, vernieuwd",
            dated_on=(case.at - 2 * DAY).date(),
            upload=cv(case.story.first),
            by=actor,
            at=case.at - 2 * DAY,
        )
        pin(entry=filed.entry, by=actor, at=case.at - 2 * DAY)
