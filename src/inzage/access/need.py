"""Asks the law whether somebody may open a dossier for a purpose, with the facts that the database holds.

The gate has decided already when this is asked; the law gives the words, the article and the remedy.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Literal, cast
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db.models import Q
from django.db.models.functions import Now

from inzage.access.actor import Actor
from inzage.access.dossiers.models import Dossier
from inzage.access.grants.models import Grant
from inzage.access.identity.models import PersonRole
from inzage.access.purposes.models import DossierPurpose
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.open_dossier import OPEN_DOSSIER, OpenDossier

Relation = Literal["assigned", "office", "exception", "sample", "none"]
LIKE_ASSIGNED = "stand_in"


def may_open(actor: Actor, *, dossier: UUID, kind: str, parts: Collection[str], purpose: str) -> Decision:
    """What the law says of the actor opening these parts of a dossier of `kind` (client or sponsor) for `purpose`.

    Asked for each relation of the actor to the dossier; the best answer counts. Needs a transaction of the actor.
    """
    carried, prohibited = _purposes(dossier)
    decisions = [
        OPEN_DOSSIER.decide(
            OpenDossier(
                kind=cast("Literal['client', 'sponsor']", kind),
                parts=frozenset(parts),
                roles=roles,
                relation=relation,
                has_grant=relation not in {"office", "none"},
                declaration_signed="declaration" not in actor.missing,
                acknowledged_current="acknowledgement" not in actor.missing,
                purpose=purpose,
                agreement_purposes=carried or None,
                prohibited_purposes=prohibited,
                reason=reason,
            ),
            settings.POLICY,
        )
        for relation, roles, reason in _relations(actor, dossier)
    ]
    return min(decisions, key=lambda each: (not each.allowed, len(each.articles)))


def purposes_of(dossier: UUID) -> list[tuple[str, str]]:
    """The purposes for which a right of the actor shows anything of a dossier, in the policy's order.

    Each with its standing: carried, not_agreed (3.2) or prohibited (3.3).
    """
    with connections["default"].cursor() as cursor:
        cursor.execute("select code, standing from gate.purposes_of(%s)", [dossier])
        return list(cursor.fetchall())


def _purposes(dossier: UUID) -> tuple[frozenset[str], frozenset[str]]:
    """The purposes that the dossier's agreements carry now, and those that its person prohibited."""
    found: dict[str, set[str]] = defaultdict(set)
    running = DossierPurpose.objects.filter(Q(until=None) | Q(until__gt=Now()), dossier=dossier, since__lte=Now())
    for effect, purpose in running.values_list("effect", "purpose"):
        found[effect].add(purpose)
    return frozenset(found[DossierPurpose.Effect.CARRIED]), frozenset(found[DossierPurpose.Effect.PROHIBITED])


def _relations(actor: Actor, dossier: UUID) -> Iterator[tuple[Relation, frozenset[str], str]]:
    """Each relation of the actor to the dossier, with the roles in which they have it and the reason for it."""
    running = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gt=Now()), valid_from__lte=Now())
    for role, relation, reason in running.filter(person=actor.person, dossier=dossier).values_list(
        "role", "relation", "reason"
    ):
        yield cast("Relation", "assigned" if relation == LIKE_ASSIGNED else relation), frozenset({role}), reason
    office = Dossier.objects.filter(pk=dossier).values("office")
    held = PersonRole.objects.filter(person=actor.person, office__in=office, ended_at=None)
    roles = frozenset(held.values_list("role", flat=True))
    yield ("office" if roles else "none"), roles or actor.roles, ""
