"""Told from above: a service that needs health data began or ended, a consent to keep them was given or withdrawn."""

from datetime import datetime
from uuid import UUID, uuid4

from inzage.access.actor import Actor
from inzage.access.models import Dossier
from inzage.access.versions.current import policy
from inzage.clients.health.models import HealthGround


def service_began(*, dossier: Dossier, service: str, engagement: UUID, by: Actor, at: datetime) -> None:  # noqa: ARG001  the same shape for each verb
    """Let health data be kept while an engagement runs, when the policy says that its service needs them.

    For any other service nothing happens (UAVG 30(1)(b)).
    """
    known = policy().service(service)
    if known is not None and known.allows_health:
        _add(dossier, engagement, at, None, service=service)


def consent_began(
    *,
    dossier: Dossier,
    category: str,
    consent: UUID,
    until: datetime,
    by: Actor,  # noqa: ARG001  the same shape for each verb
    at: datetime,
) -> None:
    """Let health data of one category be kept until a moment, because the client allowed it (AVG 9(2)(a))."""
    _add(dossier, consent, at, until, category=category)


def ended(*, subject: UUID, until: datetime, by: Actor) -> None:  # noqa: ARG001  the same shape for each verb
    """Let what an engagement or a consent allowed end at a moment; never later than it would."""
    for ground in HealthGround.objects.select_for_update().filter(subject=subject):
        if ground.until is None or ground.until > until:
            ground.until = until
            ground.save(update_fields=["until"])


def _add(
    dossier: Dossier, subject: UUID, since: datetime, until: datetime | None, *, service: str = "", category: str = ""
) -> None:
    HealthGround.objects.create(
        id=uuid4(),
        dossier=dossier,
        office_id=dossier.office_id,
        subject=subject,
        service=service,
        category=category,
        since=since,
        until=until,
    )
