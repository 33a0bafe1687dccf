"""What is known of a client's health data: on what they rest, which aspects may be kept, and each version unsealed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inzage.access.searching.sealed import SealedText
from inzage.access.vault.sealing import Place, key_of, unseal
from inzage.access.versions.current import policy
from inzage.clients.health.models import HealthGround, WorkCapacity
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.record_health import RECORD_HEALTH, RecordHealth, may_keep
from inzage.law.words import Hit, find_words

MEDICAL = frozenset({"diagnosis", "treatment"})
"""The groups of words that name an illness or what is done about it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A version with its texts by aspect, in the policy's order; `closed` when a consent under it ended."""

    version: WorkCapacity
    texts: Mapping[str, str]
    closed: bool


def grounds_of(dossier: UUID) -> list[HealthGround]:
    """Every ground on which health data of a client were kept, or are."""
    return list(HealthGround.objects.filter(dossier=dossier).order_by("since", "id"))


def running(grounds: Iterable[HealthGround], at: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """The services and the consented categories that hold at a moment."""
    held = [each for each in grounds if each.since <= at and (each.until is None or each.until > at)]
    return (
        frozenset(each.service for each in held if each.service),
        frozenset(each.category for each in held if each.category),
    )


def decide(
    grounds: Iterable[HealthGround], *, at: datetime, aspects: Iterable[str] = (), medical_words: int = 0
) -> Decision:
    """Ask the regulation whether these aspects may be kept, or, without any, whether something may (6.health)."""
    services, consented = running(grounds, at)
    facts = RecordHealth(
        services=services, consented=consented, aspects=frozenset(aspects), medical_words=medical_words
    )
    return RECORD_HEALTH.decide(facts, policy())


def allowed_aspects(grounds: Iterable[HealthGround], at: datetime) -> list[str]:
    """The aspects that may be kept at a moment, in the policy's order."""
    found = may_keep(*running(grounds, at), policy())
    return [code for code in policy().health.aspects if code in found]


def versions(dossier: UUID) -> list[WorkCapacity]:
    """The versions in an opened dossier, the newest first; none for who has no right on health data."""
    found = WorkCapacity.objects.filter(dossier=dossier).select_related("author", "document")
    return list(found.order_by("-version"))


def shown(version: WorkCapacity, grounds: Iterable[HealthGround], at: datetime) -> Shown:
    """A version as it may be read at a moment.

    What a service needed stays with the file; what rests on a consent is closed from the moment that the consent ends.
    """
    grounds = list(grounds)
    services, _consented = running(grounds, version.at)
    _services, consented = running(grounds, at)
    allowed = may_keep(services, consented, policy())
    texts = texts_of(version)
    order = [code for code in policy().health.aspects if code in texts and code in allowed]
    return Shown(version, {code: texts[code] for code in order}, closed=set(texts) > set(order))


def texts_of(version: WorkCapacity) -> dict[str, str]:
    """The unsealed texts of a version, by aspect. Raises VaultError when the key was destroyed or a byte changed."""
    key = key_of(version.dossier_id, version.key_version)
    plain = unseal(bytes(version.sealed), key, place(version.pk, version.key_version))
    texts: dict[str, str] = json.loads(plain)
    return texts


def searched(dossier: UUID, at: datetime) -> list[SealedText]:
    """The words of the newest version that may be read at a moment, for a search inside the opened dossier."""
    newest = versions(dossier)[:1]
    grounds = grounds_of(dossier) if newest else []
    return [
        SealedText(version.pk, version.stated_on, "\n".join(shown(version, grounds, at).texts.values()))
        for version in newest
    ]


def place(version: UUID, key_version: int) -> Place:
    """Where the sealed texts of a version are kept."""
    return Place("clients_workcapacity", version, "sealed", key_version)


def medical_hits(texts: Iterable[str]) -> tuple[Hit, ...]:
    """The words of illness or treatment in texts, each once (6.health)."""
    return tuple(hit for hit in find_words("\n".join(texts), policy()) if hit.group in MEDICAL)
