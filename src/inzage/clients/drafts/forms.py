"""What a form with a draft sends along: which window it is, when it was opened, and with whose text it began."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from inzage.clients.drafts.models import Draft


@dataclass(frozen=True, slots=True)
class Window:
    """One window with a form: its id, the moment it was opened, and the window whose draft it began with."""

    tab: UUID
    since: datetime
    origin: UUID | None = None

    @classmethod
    def fresh(cls, draft: Draft | None, *, at: datetime) -> "Window":
        """A window that is opened now, with the text of a draft when there is one."""
        return cls(uuid4(), at, draft.tab if draft else None)

    @classmethod
    def read(cls, posted: QueryDict) -> "Window":
        """The window that a form names; a new one, opened now, for what is missing or nonsense."""
        return cls(
            _id(posted.get("tab", "")) or uuid4(),
            _moment(posted.get("since", "")) or timezone.now(),
            _id(posted.get("origin", "")),
        )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
