"""The allowance: how much of a limit a person has used since when."""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class Allowance(models.Model):
    """One row per limit and person, written anew when its window is over; lives behind the role `login`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=30)
    person = models.UUIDField()
    since = models.DateTimeField()
    used = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "person"], name="access_allowance_once")]

    class PersonalData:
        """A count and a moment; the role that serves pages has no privilege here."""

        of = "person"
        category = "logins"
        purposes = ("3.a",)
        retention = "staff"
        needs = "login"
        export = ("name", "since", "used")
