"""Write on the ledger: in the transaction of the act itself, or, for a refusal, on the opener's own connection."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connections

from inzage.access.actor import Actor
from inzage.access.identity import token
from inzage.access.ledger.kinds import Kind

Detail = Mapping[str, str | int]


def record(
    kind: Kind,
    *,
    by: Actor,
    dossier: UUID | None = None,
    subject: UUID | None = None,
    purpose: str = "",
    articles: Sequence[str] = (),
    outcome: str = "allowed",
    detail: Detail | None = None,
    on_behalf_of: UUID | None = None,
) -> None:
    """Add an event in the running transaction; it stands or falls with the act.

    The gate takes moment, actor and role itself; `by` must be the proven actor. `detail` holds ids, hashes and counts,
    no names and no content; `consent` in it is the id of a consent that was relied on. `on_behalf_of` is whose act a
    service carries out. Raises InsufficientPrivilege (as ProgrammingError) without a proven actor, and when somebody
    else than a service acts on behalf of another.
    """
    _check(by)
    if by.cover:
        _note_look(kind, by=by, subject=subject, purpose=purpose, articles=articles, detail=detail)
        return
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.log(%s, %s, %s, %s, %s, %s, %s::jsonb, %s)",
            [
                kind.value,
                dossier,
                subject,
                purpose,
                list(articles),
                outcome,
                json.dumps(dict(detail or {})),
                on_behalf_of,
            ],
        )


def record_all(
    kind: Kind, *, dossiers: Sequence[UUID], by: Actor, purpose: str = "", articles: Sequence[str] = ()
) -> None:
    """Add the same event for each of many dossiers, in one statement; see `record`."""
    _check(by)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.log(%s, dossier, null, %s, %s, 'allowed', '{}', null) from unnest(%s::uuid[]) as t (dossier)",
            [kind.value, purpose, list(articles), list(dossiers)],
        )


def record_shown(
    kind: Kind,
    *,
    dossiers: Sequence[UUID],
    by: Actor,
    purpose: str = "3.a",
    articles: Sequence[str] = (),
    detail: Detail | None = None,
) -> None:
    """Add one event for a list or a search with the dossiers that it showed; see `record`.

    It is found again in the log of each of these dossiers. A list that shows nobody leaves no event, a search does.
    """
    _check(by)
    if not dossiers and kind is Kind.LIST_SHOWN:
        return
    if by.cover:
        shown = list(dict.fromkeys(dossiers))
        _note_look(kind, by=by, shown=shown, subject=None, purpose=purpose, articles=articles, detail=detail)
        return
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.log_shown(%s, %s::uuid[], %s, %s, %s::jsonb)",
            [kind.value, list(dict.fromkeys(dossiers)), purpose, list(articles), json.dumps(dict(detail or {}))],
        )


def record_refusal(
    kind: Kind,
    *,
    person: UUID,
    dossier: UUID | None = None,
    subject: UUID | None = None,
    purpose: str = "",
    articles: Sequence[str] = (),
    detail: Detail | None = None,
    cover: UUID | None = None,
) -> None:
    """Add a refusal through the opener's connection, after the refused transaction was rolled back."""
    opener = connections["opener"]
    with opener.cursor() as cursor:
        cursor.execute(
            "select gate.note(%s, %s, %s, %s, %s, %s, %s::jsonb)",
            [
                token(person, opener, cover=cover),
                kind.value,
                dossier,
                subject,
                purpose,
                list(articles),
                json.dumps(dict(detail or {})),
            ],
        )


def _note_look(
    kind: Kind, *, by: Actor, shown: Sequence[UUID] = (), subject: UUID | None, purpose: str, articles: Sequence[str],
    detail: Detail | None,
) -> None:  # fmt: skip
    """What somebody sees who looks as a colleague: on the opener's connection, for their own transaction only reads."""
    opener = connections["opener"]
    with opener.cursor() as cursor:
        cursor.execute(
            "select gate.note_look(%s, %s, %s::uuid[], %s, %s, %s, %s::jsonb)",
            [
                token(by.person, opener, cover=by.cover),
                kind.value,
                list(shown),
                subject,
                purpose,
                list(articles),
                json.dumps(dict(detail or {})),
            ],
        )


def _check(by: Actor) -> None:
    if not isinstance(by, Actor):
        message = "an event is recorded by an Actor"
        raise TypeError(message)
