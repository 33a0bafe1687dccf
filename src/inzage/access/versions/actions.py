"""Draft a version of the regulation from a text, have it legally checked by another, publish it."""

import hashlib
from datetime import datetime, timedelta

from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions.current import policy
from inzage.access.versions.models import RegulationVersion
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.publish_regulation import PUBLISH_REGULATION, PublishRegulation
from inzage.law.regulation import RegulationText

CHECK_DAYS = 14
TELL = "tell_change"
AUTHORS = ("back_office", "manager", "privacy_officer")
"""The roles under which a version is written; the public page names the role, not the person."""


def draft(
    *, text: RegulationText, label: str, description: str, source_name: str, source: bytes, by: Actor, at: datetime
) -> RegulationVersion:
    """A draft under its own label, read from a file; opens the task to check it legally (article 17).

    Raises IntegrityError when the label is taken.
    """
    version = RegulationVersion.objects.create(
        label=label,
        text=text.to_json(),
        description=description,
        source_name=source_name,
        source_sha256=hashlib.sha256(source).hexdigest(),
        author=by.person,
        author_role=next((role for role in AUTHORS if role in by.roles), ""),
        drafted_at=at,
    )
    record(Kind.REGULATION_DRAFTED, by=by, subject=version.pk, purpose="3.a", articles=["16.change"])
    open_task(
        kind="check_regulation",
        article="17.lawful-change",
        dossier=None,
        due=timezone.localdate(at) + timedelta(days=CHECK_DAYS),
        role="privacy_officer",
        subject=version.pk,
        by=by,
        at=at,
    )
    return version


def check(*, version: RegulationVersion, remark: str, by: Actor, at: datetime) -> RegulationVersion:
    """Record the legal check of a draft. Raises Refused (17.lawful-change) when the checker wrote it."""
    version = RegulationVersion.objects.select_for_update().get(pk=version.pk)
    version.checked_by, version.checked_at, version.check_remark = by.person, at, remark
    _decide(version, relevant_change=False, at=at)
    version.save(update_fields=["checked_by", "checked_at", "check_remark"])
    record(Kind.REGULATION_CHECKED, by=by, subject=version.pk, purpose="3.a", articles=["17.lawful-change"])
    finish_about(subject=version.pk, kind="check_regulation", by=by, at=at)
    open_task(
        kind="publish_regulation",
        article="16.change",
        dossier=None,
        due=timezone.localdate(at) + timedelta(days=CHECK_DAYS),
        role="manager",
        subject=version.pk,
        by=by,
        at=at,
    )
    return version


def publish(*, version: RegulationVersion, relevant_change: bool, by: Actor, at: datetime) -> Decision:
    """Publish a checked draft; from now on every colleague is asked to acknowledge it (articles 16, 1.3).

    `relevant_change` says whether clients and sponsors must be told (16.change); the Decision's obligations name that
    duty. Raises Refused (17.lawful-change) without a legal check by another than the author.
    """
    version = RegulationVersion.objects.select_for_update().get(pk=version.pk)
    decision = _decide(version, relevant_change=relevant_change, at=at)
    if version.published_at is None:
        finish_about(subject=version.pk, kind="publish_regulation", by=by, at=at)
        _owe(decision, version, by, at)  # before the moment from which the actor must acknowledge the new version too
        version.published_at, version.published_by = at, by.person
        version.save(update_fields=["published_at", "published_by"])
        record(Kind.REGULATION_PUBLISHED, by=by, subject=version.pk, purpose="3.a", articles=["16.change"])
    return decision


def tell(*, version: RegulationVersion, by: Actor, at: datetime) -> int:
    """Record that clients and sponsors were told of a relevant change (16.change); how many duties that ends."""
    return finish_about(subject=version.pk, kind=TELL, by=by, at=at)


def _owe(decision: Decision, version: RegulationVersion, by: Actor, at: datetime) -> None:
    """What publishing leaves to do, as tasks; acknowledging is asked of everybody by the guards themselves."""
    for duty in decision.obligations:
        if duty.kind == TELL:
            open_task(
                kind=duty.kind,
                article=str(duty.article),
                dossier=None,
                due=duty.due_on(at) or timezone.localdate(at),
                role="back_office",
                subject=version.pk,
                by=by,
                at=at,
            )


def _decide(version: RegulationVersion, *, relevant_change: bool, at: datetime) -> Decision:
    facts = PublishRegulation(
        at=at,
        label=version.label,
        description=version.description,
        author=str(version.author),
        checked_by=str(version.checked_by) if version.checked_by else None,
        checked_at=version.checked_at,
        articles=len(version.text["articles"]),
        relevant_change=relevant_change,
        is_first=not RegulationVersion.objects.filter(published_at__isnull=False).exists(),
    )
    return PUBLISH_REGULATION.decide(facts, policy()).enforce()
