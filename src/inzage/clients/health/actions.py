"""The verbs of health data: record a version of what a client can and cannot do, hand out the list it came from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.vault.actions import put, read
from inzage.access.vault.sealing import current_key, seal
from inzage.clients.health.facts import decide, medical_hits, place, versions
from inzage.clients.health.models import HealthGround, WorkCapacity
from inzage.kit.uploads import Upload

LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What somebody stated of what the client can and cannot do.

    `texts` by aspect of the policy, `source` a code of WorkCapacity, `stated_on` the day of it. `scan` is the list
    itself, None when there is none. `looked_at`: the writer looked at the words of illness or treatment in it.
    """

    texts: Mapping[str, str]
    source: str
    stated_on: date
    scan: Upload | None = None
    looked_at: bool = False


def record_capacity(*, dossier: Dossier, stated: Stated, by: Actor, at: datetime) -> WorkCapacity:
    """Record a new version, sealed, and put a line without content on the time line (article 6.health).

    Raises law's Refused when no service and no consent carries it or when it names an illness or a treatment,
    ValidationError for an empty or too long text or a day to come, ProgrammingError for an actor without a right.
    """
    texts = {code: text.strip() for code, text in stated.texts.items() if text.strip()}
    _check(texts, stated, at)
    # locked, so that a form sent twice does not make two versions of one number
    grounds = list(HealthGround.objects.select_for_update().filter(dossier=dossier).order_by("since", "id"))
    hits = () if stated.looked_at else medical_hits(texts.values())
    decision = decide(grounds, at=at, aspects=texts, medical_words=len(hits)).enforce()
    kept = _write(dossier, texts, stated, by=by, at=at)
    record(
        Kind.HEALTH_RECORDED,
        by=by,
        dossier=dossier.pk,
        subject=kept.pk,
        purpose="3.c",
        articles=decision.articles,
        detail={"version": kept.version},
    )
    return kept


def _check(texts: Mapping[str, str], stated: Stated, at: datetime) -> None:
    if not texts:
        raise ValidationError(_("Nothing was filled in. Begin with what the client can do."))
    if max(map(len, texts.values())) > LONGEST:
        raise ValidationError(_("A text is longer than %(most)s signs; make it shorter.") % {"most": LONGEST})
    if stated.stated_on > timezone.localdate(at):
        raise ValidationError({"stated_on": _("This date is still to come. Give the date on which it was stated.")})


def _write(dossier: Dossier, texts: Mapping[str, str], stated: Stated, *, by: Actor, at: datetime) -> WorkCapacity:
    capacity = uuid4()
    before = versions(dossier.pk)
    document = _keep(dossier, stated.scan, by=by, at=at) if stated.scan else None
    key_version, key = current_key(dossier.pk)
    return WorkCapacity.objects.create(
        id=capacity,
        dossier=dossier,
        entry=enter(dossier=dossier, part="health", kind="health", subject=capacity, by=by, at=at),
        version=before[0].version + 1 if before else 1,
        source=stated.source,
        stated_on=stated.stated_on,
        sealed=seal(json.dumps(dict(texts)).encode(), key, place(capacity, key_version)),
        key_version=key_version,
        document=document,
        at=at,
        author_id=by.person,
    )


def _keep(dossier: Dossier, scan: Upload, *, by: Actor, at: datetime) -> Document:
    """Put the list into the vault under a name that says nothing: a file's own name may tell an illness."""
    ending = scan.media_type.partition("/")[2]
    return put(
        dossier=dossier,
        part="health",
        name=f"list.{ending}",
        media_type=scan.media_type,
        content=scan.content,
        by=by,
        at=at,
    )


def hand_out(*, version: WorkCapacity, by: Actor, at: datetime) -> bytes:  # noqa: ARG001  the ledger takes its own clock
    """Give the bytes of the list behind a version, and write on the ledger that they were read (article 6.health).

    Raises Document.DoesNotExist when there is none, or when the dossier is not opened.
    """
    document = Document.objects.get(dossier=version.dossier_id, pk=version.document_id or version.pk)
    record(
        Kind.DOCUMENT_READ,
        by=by,
        dossier=version.dossier_id,
        subject=version.pk,
        purpose="3.c",
        articles=["6.health"],
        detail={"sha256": document.sha256},
    )
    return read(document)
