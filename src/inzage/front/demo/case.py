"""A client's case while it is brought as far as its story goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from inzage.access.models import Dossier
from inzage.access.openings.actions import open_dossier
from inzage.front.demo.bureau import Staff
from inzage.front.demo.sponsors import Signed
from inzage.front.demo.stories import ClientStory

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A client's case under way. `since` is when it began, `at` the present."""

    story: ClientStory
    staff: Staff
    dossier: Dossier
    signed: Signed | None
    since: datetime
    at: datetime

    @property
    def office(self) -> UUID:
        """Who registers and starts."""
        return self.staff["back_office"]

    @property
    def worker(self) -> UUID:
        """Who works with the client."""
        return self.staff[self.story.worker]

    def open(self, who: UUID, *parts: str) -> None:
        """Open the dossier for somebody, as a page does before it reads."""
        open_dossier(person=who, dossier=self.dossier.pk, kind="client", parts=parts, purpose="3.c", others=("3.a",))
