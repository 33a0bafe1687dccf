"""The saved search: a list with its tab, filters and sorting, under a name of one's own."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.identity.models import Person


class SavedSearch(models.Model):
    """Of one person, seen by nobody else. `query` is what stands behind the question mark; never what was typed.

    A text that was searched for is mostly a name: kept here it would be a second copy that no erasure reaches.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    page = models.CharField(max_length=30)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "page", "name"], name="access_search_once")]

    class PersonalData:
        """One's own."""

        of = "person"
        category = "people"
        purposes = ("3.a",)
        retention = "staff"
        needs = "self"
        export = ("page", "name", "query", "saved_at")

    def __str__(self) -> str:
        return str(self.id)
