"""The preference of one person."""

from uuid import uuid4

from django.db import models

from inzage.access.identity.models import Person


class Preference(models.Model):
    """One row per person, made with the first choice. `news` is the newest news that was read."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(Person, models.DO_NOTHING, related_name="+")
    shortcuts = models.BooleanField(default=True)
    news = models.CharField(max_length=30, blank=True)

    class PersonalData:
        """One's own."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "self"
        export = ("shortcuts", "news")

    def __str__(self) -> str:
        return str(self.id)
