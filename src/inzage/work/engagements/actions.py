"""The verbs of an engagement: start, assign, withdraw an assignment, move to a phase, end.

Each is one transaction: facts, decision, change, tasks, entry, ledger.
"""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.grants import actions as grants
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier, Task
from inzage.access.purposes import actions as purposes
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions import policy
from inzage.clients.health import actions_grounds as health
from inzage.clients.registration.actions import add_service
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.move_phase import MOVE_PHASE, MovePhase
from inzage.law.decisions.start_engagement import START_ENGAGEMENT, StartEngagement
from inzage.sponsors.agreements.models import Agreement
from inzage.work.engagements.courses import course_of, stages_of
from inzage.work.engagements.models import Assignment, Engagement

OVER_AT_THE_END = ("client_agreement_due", "plan_due", "plan_action")
"""The tasks about an engagement that its end takes away; what was not done by then stands in its closing."""


def start(
    *,
    client_dossier: Dossier,
    agreement: Agreement,
    service: str,
    reference: str = "",
    started_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Engagement:
    """Start a service for a client under an agreement and give the engagement, in its first stage.

    The client's dossier must be opened. Raises law's Refused when the agreement does not cover the service, has not
    switched on purpose 3.c, does not run or is not signed (3.2, 5.signing), and ValidationError when this service
    already runs for this client under this agreement.
    """
    day = started_on or at.astimezone(AMSTERDAM).date()
    _ask_law(agreement, service, day)
    # it locks the client, so that a form sent twice starts one engagement
    add_service(dossier=client_dossier, service=service, by=by, at=at)
    _check_not_running(client_dossier, agreement, service)
    if Dossier.objects.get(pk=client_dossier.pk).closed_at is not None:
        raise ValidationError(_("This dossier is closed. Open it for work again first, under Details."))
    engagement = Engagement.objects.create(
        id=uuid4(),
        dossier=client_dossier,
        office_id=client_dossier.office_id,
        agreement=agreement,
        sponsor_id=agreement.sponsor_id,
        service=service,
        phase=stages_of(service)[0][0],
        reference=reference,
        started_on=day,
    )
    purposes.carry(dossier=client_dossier.id, purposes=agreement.purposes, subject=engagement.id, by=by, at=at)
    health.service_began(dossier=client_dossier, service=service, engagement=engagement.id, by=by, at=at)
    _enter(engagement, by=by, at=at)
    record(
        Kind.ENGAGEMENT_STARTED, by=by, dossier=client_dossier.id, subject=engagement.id, articles=("3.2", "5.signing")
    )
    return engagement


def _ask_law(agreement: Agreement, service: str, day: date) -> None:
    """Raise law's Refused when this service cannot start under this agreement on this day."""
    facts = StartEngagement(
        on=day,
        service=service,
        agreement_services=frozenset(agreement.services),
        agreement_purposes=frozenset(agreement.purposes),
        agreement_starts_on=agreement.starts_on,
        agreement_ends_on=agreement.ends_on,
        agreement_signed_on=agreement.signed_on,
        has_confidentiality=agreement.has_confidentiality,
    )
    START_ENGAGEMENT.decide(facts, policy()).enforce()


def _check_not_running(client_dossier: Dossier, agreement: Agreement, service: str) -> None:
    running = Engagement.objects.filter(dossier=client_dossier, ended_on__isnull=True)
    if running.filter(agreement=agreement, service=service).exists():
        raise ValidationError(
            _("This service already runs for this client under this agreement. Open that engagement.")
        )


def assign(
    *, engagement: Engagement, person: UUID, role: str, until: date | None = None, by: Actor, at: datetime
) -> Assignment:
    """Put somebody on an engagement: give the two grants that the work needs (6.need, 5.need); give the assignment.

    `role` is one that the policy assigns; `until` the last day, None as long as the engagement runs. The first one
    assigned gets the tasks with which the work begins. Raises ValidationError when the person already has this
    role on the engagement.
    """
    today = at.astimezone(AMSTERDAM).date()
    if Engagement.objects.select_for_update().get(id=engagement.id).ended_on is not None:
        raise ValidationError(_("This engagement has ended; nobody can be assigned to it any more."))
    if until is not None and until < today:
        raise ValidationError({"until": _("This day has passed; give a later day, or none.")})
    running = Assignment.objects.filter(dossier=engagement.dossier_id, engagement=engagement, ended_at__isnull=True)
    if running.filter(person=person, role=role).exists():
        raise ValidationError(_("This colleague already has this role on the engagement."))
    is_first = not running.exists()
    grant, sponsor_grant = _give(engagement, person, role, until, by=by, at=at)
    assignment = Assignment.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        person_id=person,
        role=role,
        from_on=today,
        until_on=until,
        grant=grant,
        sponsor_grant=sponsor_grant,
    )
    if is_first:
        _open_duties(engagement, person, by=by, at=at)
    record(Kind.COACH_ASSIGNED, by=by, dossier=engagement.dossier_id, subject=assignment.id, articles=("6.need",))
    return assignment


def _give(
    engagement: Engagement, person: UUID, role: str, until: date | None, *, by: Actor, at: datetime
) -> tuple[UUID, UUID]:
    """Give the grants on the client's and the sponsor's dossier; their ids, in this order."""

    def on(dossier: Dossier) -> UUID:
        return grants.give(
            person=person,
            dossier=dossier,
            role=role,
            relation="assigned",
            reason="the engagement runs",
            until=until,
            by=by,
            at=at,
            cause=engagement.id,
        )

    return on(engagement.dossier), on(engagement.sponsor.dossier)


def _open_duties(engagement: Engagement, person: UUID, *, by: Actor, at: datetime) -> None:
    """Open what whoever begins must do: tell what is reported (6.agreement), the client agreement (11), a plan.

    The plan's term runs from the first day; a service whose course has none gets no such task (3.c).
    """
    course = course_of(engagement.service)
    first = datetime.combine(engagement.started_on, time.min, tzinfo=AMSTERDAM)
    duties = [
        ("tell_reporting", "6.agreement", policy().clock("tell_reporting").term.due(at)),
        ("client_agreement_due", "11.agreements", policy().courses.client_agreement_within.due(at)),
    ]
    if course and course.plan_within:
        duties.append(("plan_due", "3.c", course.plan_within.due(first)))
    for kind, article, moment in duties:
        open_task(
            kind=kind,
            article=article,
            dossier=engagement.dossier,
            due=moment.astimezone(AMSTERDAM).date(),
            person=person,
            subject=engagement.id,
            by=by,
            at=at,
        )


def withdraw(*, assignment: Assignment, by: Actor, at: datetime, until: datetime | None = None) -> Assignment:
    """End an assignment with its grants: what is not needed any more is not open any more (article 6.need).

    `until` is the moment when access ends, now unless given.
    """
    kept = Assignment.objects.select_for_update().get(id=assignment.id)
    if kept.ended_at is not None:
        return kept
    last = (until or at).astimezone(AMSTERDAM).date()
    kept.ended_at, kept.until_on = at, min(kept.until_on or last, last)
    kept.save(update_fields=("ended_at", "until_on"))
    for grant in (kept.grant, kept.sponsor_grant):
        grants.end(grant=grant, by=by, at=at, until=until)
    return kept


def move(*, engagement: Engagement, phase: str, by: Actor, at: datetime) -> Engagement:
    """Bring an engagement to another phase and give it.

    `phase` is a stage of the service. Raises law's Refused for another one (3.c), and when it would leave the intake
    while required data are missing (2.registration).
    """
    kept = Engagement.objects.select_for_update().get(id=engagement.id)
    if kept.ended_on is not None:
        raise ValidationError(_("This engagement has ended; its phase stays as it was."))
    missing = Task.objects.filter(dossier=kept.dossier_id, kind="missing_data", done_at__isnull=True).exists()
    MOVE_PHASE.decide(MovePhase(service=kept.service, phase=phase, data_missing=missing), policy()).enforce()
    kept.phase = phase
    kept.save(update_fields=("phase",))
    _enter(kept, by=by, at=at)
    record(Kind.ENGAGEMENT_MOVED, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("2.registration",))
    return kept


def end(
    *,
    engagement: Engagement,
    outcome: str,
    ended_on: date | None = None,
    followed_until: date | None = None,
    by: Actor,
    at: datetime,
) -> Engagement:
    """End an engagement with its outcome, a code of the policy's. Gives the engagement.

    Its assignments end, and access and what the agreement carried end by themselves the policy's term after the last
    day, or after `followed_until`, the last day of aftercare, so that what is owed can be finished (6.need).

    Raises ValidationError when it has ended already, or for a day before it began.
    """
    kept = Engagement.objects.select_for_update().get(id=engagement.id)
    if kept.ended_on is not None:
        raise ValidationError(_("This engagement has ended already."))
    kept.ended_on, kept.outcome = ended_on or at.astimezone(AMSTERDAM).date(), outcome
    if kept.ended_on < kept.started_on:
        raise ValidationError({"ended_on": _("The engagement cannot end before it began; give a later day.")})
    kept.save(update_fields=("ended_on", "outcome"))
    _enter(kept, by=by, at=at)
    _finish_reporting(kept, by=by, at=at)
    for kind in OVER_AT_THE_END:
        finish_about(subject=kept.id, kind=kind, by=by, at=at)
    record(Kind.ENGAGEMENT_ENDED, by=by, dossier=kept.dossier_id, subject=kept.id, articles=("3.c", "14.retention"))
    closes = _closes(max(kept.ended_on, followed_until or kept.ended_on), at)
    for assignment in Assignment.objects.filter(dossier=kept.dossier_id, engagement=kept, ended_at__isnull=True):
        withdraw(assignment=assignment, by=by, at=at, until=closes)
    purposes.end(dossier=kept.dossier_id, subject=kept.id, until=closes, by=by, at=at)
    health.ended(subject=kept.id, until=closes, by=by)
    return kept


def _finish_reporting(engagement: Engagement, *, by: Actor, at: datetime) -> None:
    """Finish what was still to be agreed, told and reported (article 6.agreement).

    A task to tell is about an agreement, which this area does not know: it goes when nothing else runs for the client.
    """
    about = {engagement.id}
    if not Engagement.objects.filter(dossier=engagement.dossier_id, ended_on__isnull=True).exists():
        telling = Task.objects.filter(dossier=engagement.dossier_id, kind="tell_reporting", done_at__isnull=True)
        about |= {subject for subject in telling.values_list("subject", flat=True) if subject}
    for subject in about:
        for kind in ("tell_reporting", "report_due"):
            finish_about(subject=subject, kind=kind, by=by, at=at)


def _closes(last_day: date, at: datetime) -> datetime:
    """When access ends after an engagement's last day: the policy's term later, but not before now (6.need)."""
    evening = datetime.combine(last_day, time.max, tzinfo=AMSTERDAM)
    return max(policy().grants.after_engagement.due(evening), at)


def _enter(engagement: Engagement, *, by: Actor, at: datetime) -> None:
    enter(dossier=engagement.dossier, part="card", kind="engagement", subject=engagement.id, by=by, at=at)
