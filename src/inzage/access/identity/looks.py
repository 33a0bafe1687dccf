"""That somebody looks at the screens as a colleague, for support: beside the identity, for the guards ask for it."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.actor import Actor
from inzage.access.declaration import Rule
from inzage.access.identity.models import Office, Person


class Look(models.Model):
    """Written by gate functions only. `person` is the one who looks, `colleague` as whom; over at `until` or before."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    colleague = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    office = models.ForeignKey(Office, models.DO_NOTHING, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    begun_at = models.DateTimeField(_("begun at"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-begun_at"], name="access_look_person"),
            models.Index(fields=["colleague"], name="access_look_colleague"),
        ]

    class PersonalData:
        """Seen by both, and by who watches over it."""

        of = "colleague"
        category = "people"
        purposes = ("3.a",)
        retention = "access_log"
        needs = "rules"
        export = ("begun_at", "until", "ended_at", "reason")
        rules = (
            Rule(
                "desk",
                "select",
                "person_id = (select gate.myself()) or colleague_id = (select gate.myself())"
                " or (select gate.has_role('privacy_officer', 'manager'))",
            ),
            Rule("gate", "select", "true"),
            Rule("gate", "insert", "true"),
            Rule("gate", "update", "true"),
        )


def running_look(look: str, *, by: Actor, at: datetime) -> Look | None:
    """A look of the actor that runs; None when it is over, or one of the two has lost what it stands on."""
    if not by.has(*settings.POLICY.support.roles) or by.missing:
        return None
    found = Look.objects.filter(pk=look, person=by.person, ended_at=None, until__gt=at, colleague__left_at=None)
    return found.select_related("person", "colleague").first()
