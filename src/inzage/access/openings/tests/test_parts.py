"""Parts are kept apart by the database: money without notes, an audit without notes, health by exception.

The tables here stand for all: each row that has a part carries it, and the small worlds try every part.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.utils import ProgrammingError
from django.utils import timezone

from inzage.access.dossiers.actions import enter
from inzage.access.grants.actions import give
from inzage.access.models import Document, Dossier, Entry, Opening
from inzage.access.openings.actions import open_dossier
from inzage.access.vault.actions import put
from inzage.clients.notes.actions import write_note
from inzage.clients.notes.models import SessionNote
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier, Member, Now, make_member

CANARY = "kanarie in een notitie"


@pytest.fixture
def dossier(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now) -> Dossier:
    """A dossier of the coach and the psychologist with a note, an invoice, a report and health data."""
    made = make_dossier(coach=cast.coach)
    with acting(cast.back_office) as actor:
        give(
            person=cast.psychologist.person, dossier=made, role="psychologist", relation="assigned", reason="x",
            until=None, by=actor, at=now(),
        )  # fmt: skip
    with acting(cast.coach) as actor:
        write_note(dossier=made, text=CANARY, held_on=now().date(), confidential=False, by=actor, at=now())
    for member, part in ((cast.back_office, "billing"), (cast.coach, "reports"), (cast.psychologist, "health")):
        with acting(member) as actor:
            put(dossier=made, part=part, name=part, media_type="text/plain", content=b"x", by=actor, at=now())
    return made


def seen(acting: Acting, member: Member, dossier: Dossier) -> tuple[set[str], int]:
    """The parts of the documents that a member sees, and how many notes."""
    with acting(member):
        parts = set(Document.objects.filter(dossier=dossier).values_list("part", flat=True))
        return parts, SessionNote.objects.filter(dossier=dossier).count()


@pytest.mark.article("5.need")
@pytest.mark.article("6.need")
def test_the_back_office_on_billing_sees_no_note(cast: Cast, dossier: Dossier, acting: Acting) -> None:
    assert open_dossier(person=cast.back_office.person, dossier=dossier.pk, parts=["billing"], purpose="5").is_open
    assert seen(acting, cast.back_office, dossier) == ({"billing"}, 0)
    assert open_dossier(person=cast.back_office.person, dossier=dossier.pk, parts=["reports"], purpose="3.c").is_open
    assert seen(acting, cast.back_office, dossier) == ({"billing", "reports"}, 0)
    for purpose in ("3.c", "5", "13"):
        answer = open_dossier(person=cast.back_office.person, dossier=dossier.pk, parts=["notes"], purpose=purpose)
        assert answer.status == "no_need"


@pytest.mark.article("6.need")
def test_health_is_for_who_needs_it_or_by_exception(cast: Cast, dossier: Dossier, acting: Acting, now: Now) -> None:
    for member in (cast.coach, cast.psychologist):
        assert open_dossier(person=member.person, dossier=dossier.pk, parts=["card"], purpose="3.c").is_open
    assert seen(acting, cast.coach, dossier) == ({"reports"}, 1)
    assert seen(acting, cast.psychologist, dossier) == ({"reports", "health"}, 1)
    with acting(cast.team_leader) as actor:
        give(
            person=cast.coach.person, dossier=dossier, role="coach", relation="exception", reason="gevraagd",
            until=timezone.localdate() + timedelta(days=3), by=actor, at=now(),
        )  # fmt: skip
    assert seen(acting, cast.coach, dossier) == ({"reports", "health"}, 1)


@pytest.mark.article("3.purposes")
def test_what_is_open_for_one_purpose_is_not_open_for_another(cast: Cast, dossier: Dossier, acting: Acting) -> None:
    assert open_dossier(person=cast.coach.person, dossier=dossier.pk, parts=["card"], purpose="3.g").is_open
    assert seen(acting, cast.coach, dossier) == (set(), 0)
    assert open_dossier(person=cast.coach.person, dossier=dossier.pk, parts=["notes"], purpose="3.c").is_open
    assert seen(acting, cast.coach, dossier) == ({"reports"}, 1)


@pytest.mark.article("13.audit")
def test_an_auditor_sees_that_there_is_a_note_and_not_what_is_in_it(
    cast: Cast, dossier: Dossier, acting: Acting, browse: Browse, now: Now
) -> None:
    auditor = make_member(cast, "auditor")
    assert browse(auditor).get(f"/dossiers/{dossier.pk}/").status_code == 404, "not in the sample"
    _draw(cast, auditor, dossier, acting, now)
    page = browse(auditor).get(f"/dossiers/{dossier.pk}/").content.decode()
    assert "Afgeschermd voor de toets van het keurmerk" in page
    assert CANARY not in page
    assert seen(acting, auditor, dossier) == ({"billing", "reports"}, 0)
    with acting(auditor):
        assert Entry.objects.filter(dossier=dossier, kind="note").exists()
        assert set(Opening.objects.filter(dossier=dossier.pk).values_list("purpose", flat=True)) == {"13"}
    answer = open_dossier(person=auditor.person, dossier=dossier.pk, parts=["card"], purpose="3.c")
    assert answer.status == "no_purpose"


@pytest.mark.article("13.audit")
def test_an_auditor_changes_nothing_in_the_database_either(
    cast: Cast, dossier: Dossier, acting: Acting, now: Now
) -> None:
    auditor = make_member(cast, "auditor")
    _draw(cast, auditor, dossier, acting, now)
    with acting(auditor):
        assert Entry.objects.filter(dossier=dossier).exists()
        assert Entry.objects.filter(dossier=dossier).update(confidential=True) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting(auditor) as actor:
        enter(dossier=dossier, part="card", kind="note", subject=uuid4(), by=actor, at=now())


def _draw(cast: Cast, auditor: Member, dossier: Dossier, acting: Acting, now: Now) -> None:
    """Put a dossier into an auditor's sample, for two days."""
    with acting(cast.manager) as actor:
        give(
            person=auditor.person, dossier=dossier, role="auditor", relation="sample", reason="keurmerk",
            until=timezone.localdate() + timedelta(days=2), by=actor, at=now(),
        )  # fmt: skip
