"""Nobody without a right on health data reads them: by no page, by no SQL, in no copy of the database (6.health)."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone
from psycopg import sql

from inzage.access.grants.actions import give
from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.access.vault.sealing import VaultError
from inzage.clients.health.facts import texts_of, versions
from inzage.clients.health.models import WorkCapacity
from inzage.front.processes.environment import Role
from tests.kit.attack import Attacker, token_for
from tests.kit.cases import Case
from tests.kit.cases import make_case as make_case
from tests.kit.cluster import connection_of
from tests.kit.fixtures import Browse, Cast, Member, make_member

MakeCase = Callable[..., Case]
CANARY = "kanarie kan vier uur per dag licht werk doen"
SCAN = b"%PDF-1.7\n% kanarie in de lijst\n%%EOF\n"
COUNTS = (
    "select (select count(*) from clients_workcapacity where dossier_id = %(dossier)s),"
    " (select count(*) from access_document where dossier_id = %(dossier)s and part = 'health')"
)
pytestmark = pytest.mark.article("6.health")


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A client in reintegration whose work capacity the psychologist recorded, with the list it came from."""
    made = make_case()
    made.capacity(texts={"possibilities": CANARY}, scan=SCAN)
    return made


@pytest.fixture
def auditor(case: Case, cast: Cast) -> Member:
    """An auditor in whose sample the dossier is."""
    member = make_member(cast, "auditor")
    with acting(cast.manager.person) as actor:
        give(
            person=member.person, dossier=case.dossier, role="auditor", relation="sample", reason="keurmerk",
            until=timezone.localdate() + timedelta(days=2), by=actor, at=timezone.now(),
        )  # fmt: skip
    return member


def rows(member: Member, case: Case, database: str) -> tuple[int, int]:
    """How many health rows and health documents plain SQL shows to a proven member."""
    with Attacker.connect(Role.DESK, database) as one, one.connection.transaction(force_rollback=True):
        one.run("select person from gate.begin(%s)", token_for(member.person, one.connection))
        ((capacities, documents),) = one.connection.execute(COUNTS, {"dossier": case.dossier.pk}).fetchall()
    return capacities, documents


def test_the_psychologist_sees_it_and_only_after_opening(case: Case, cast: Cast, database: str) -> None:
    assert rows(cast.psychologist, case, database) == (1, 1), "opened to record it"
    other = make_member(cast, "psychologist")
    assert rows(other, case, database) == (0, 0)


@pytest.mark.parametrize(
    "who", ["coach", "back_office", "team_leader", "manager", "account_manager", "privacy_officer"]
)
def test_others_see_no_page_and_no_row_with_the_dossier_opened(
    case: Case, cast: Cast, browse: Browse, database: str, who: str
) -> None:
    member: Member = getattr(cast, who)
    for purpose in ("3.c", "3.a", "13"):
        open_dossier(person=member.person, dossier=case.dossier.pk, parts=["card"], purpose=purpose)
    assert rows(member, case, database) == (0, 0)
    (version,) = _versions(case)
    for address in (
        reverse("health:show", args=(case.dossier.pk,)),
        reverse("health:new", args=(case.dossier.pk,)),
        reverse("health:document", args=(case.dossier.pk, version.pk)),
    ):
        assert browse(member).get(address).status_code == 404


def test_the_auditor_sees_that_it_is_there_and_nothing_of_it(
    case: Case, auditor: Member, browse: Browse, database: str
) -> None:
    browser = browse(auditor)
    line = browser.get(reverse("dossier:show", args=(case.dossier.pk,))).content.decode()
    assert "Afgeschermd voor de toets van het keurmerk" in line
    assert "Belastbaarheid" in line
    assert browser.get(reverse("health:show", args=(case.dossier.pk,))).status_code == 404
    assert rows(auditor, case, database) == (0, 0)


def test_no_table_of_a_whole_copy_holds_a_word_of_it(case: Case, database: str) -> None:
    needles = [CANARY.encode(), SCAN]
    whole = ""
    with connection_of(Role.BACKUP, database) as copy:
        tables = copy.execute("select table_name from information_schema.tables where table_schema = 'public'")
        for (table,) in tables.fetchall():
            held = _text(copy, table)
            for needle in needles:
                assert needle.decode() not in held, table
                assert needle.hex() not in held, table
            whole += held
    assert case.client.last_name in whole, "what is not sealed is found, so this looks in the right place"


def _text(copy: psycopg.Connection, table: str) -> str:
    (held,) = copy.execute(
        sql.SQL("select coalesce(string_agg(t::text, ' '), '') from {} t").format(sql.Identifier(table))
    ).fetchall()[0]
    return str(held)


def test_sealed_text_cannot_be_moved_to_another_row(case: Case, make_case: MakeCase) -> None:
    other = make_case()
    other.capacity(texts={"possibilities": "iets anders"})
    (mine,), (theirs,) = _versions(case), _versions(other)
    mine.sealed = theirs.sealed
    with pytest.raises(VaultError):
        texts_of(mine)


def test_a_written_version_is_never_changed(case: Case, cast: Cast) -> None:
    with case.at_work(cast.psychologist), pytest.raises(psycopg.errors.InsufficientPrivilege):
        try:
            WorkCapacity.objects.filter(dossier=case.dossier).update(source="own")
        except Exception as error:
            raise (error.__cause__ or error) from error


def _versions(case: Case) -> list[WorkCapacity]:
    with case.at_work(case.cast.psychologist):
        return versions(case.dossier.pk)
