"""Documents are sealed with their dossier's own key, bound to their place; a destroyed key ends them everywhere."""

from uuid import uuid4

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from inzage.access.models import Document, Dossier
from inzage.access.vault.actions import put, read
from inzage.access.vault.sealing import Place, VaultError, seal, unseal
from inzage.front.processes.environment import Role
from tests.kit.cluster import connection_of
from tests.kit.fixtures import Acting, Cast, MakeDossier, Now, Opened

KEY = bytes(range(32))
CANARY = b"kanarie in de kluis"
pytestmark = pytest.mark.article("11.security")


@pytest.fixture
def kept(cast: Cast, make_dossier: MakeDossier, acting: Acting, now: Now) -> Document:
    """A document with the canary in a dossier of the coach."""
    dossier = make_dossier(coach=cast.coach)
    with acting(cast.coach) as actor:
        return put(
            dossier=dossier,
            part="notes",
            name="brief.txt",
            media_type="text/plain",
            content=CANARY,
            by=actor,
            at=now(),
        )


@given(st.binary(max_size=4096), st.uuids())
def test_unseal_gives_back_what_was_sealed(plain: bytes, row: object) -> None:
    place = Place("access_document", uuid4(), "sealed", 1)
    assert unseal(seal(plain, KEY, place), KEY, place) == plain


@pytest.mark.parametrize("moved", ["table", "row", "column", "version", "bytes", "key"])
def test_anything_changed_is_found(moved: str) -> None:
    place = Place("access_document", uuid4(), "sealed", 1)
    sealed = seal(CANARY, KEY, place)
    other = {
        "table": Place("clients_note", place.row, place.column, place.version),
        "row": Place(place.table, uuid4(), place.column, place.version),
        "column": Place(place.table, place.row, "name", place.version),
        "version": Place(place.table, place.row, place.column, 2),
    }.get(moved, place)
    if moved == "bytes":
        sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with pytest.raises(VaultError):
        unseal(sealed, KEY[::-1] if moved == "key" else KEY, other)


def test_only_the_opened_part_reads(kept: Document, cast: Cast, acting: Acting, opened: Opened) -> None:
    opened(cast.coach, kept.dossier_id)
    with acting(cast.coach):
        assert read(Document.objects.get(pk=kept.pk)) == CANARY
    opened(cast.back_office, kept.dossier_id, purpose="3.a")
    with acting(cast.back_office):
        assert not Document.objects.filter(pk=kept.pk).exists(), "notes are no part of the back office"


def test_the_database_holds_no_plain_text(kept: Document, database: str) -> None:
    with connection_of(Role.BACKUP, database) as backup:
        row = backup.execute("select sealed from access_document where id = %s", [kept.pk]).fetchone()
    assert row is not None
    assert len(row[0]) > len(CANARY)
    assert CANARY not in bytes(row[0])


def test_a_destroyed_key_ends_the_document(
    kept: Document, cast: Cast, acting: Acting, opened: Opened, make_dossier: MakeDossier
) -> None:
    opened(cast.coach, kept.dossier_id)
    with connections["keys"].cursor() as keys:
        keys.execute("delete from dossier_key where dossier = %s", [kept.dossier_id])
        assert keys.rowcount == 1
    with acting(cast.coach), pytest.raises(VaultError, match="destroyed"):
        read(Document.objects.get(pk=kept.pk))


def test_each_dossier_has_a_key_of_its_own(
    kept: Document, make_dossier: MakeDossier, cast: Cast, acting: Acting, now: Now
) -> None:
    other: Dossier = make_dossier(coach=cast.coach)
    with acting(cast.coach) as actor:
        put(dossier=other, part="notes", name="x", media_type="text/plain", content=b"x", by=actor, at=now())
    with connections["keys"].cursor() as keys:
        keys.execute(
            "select count(distinct wrapped) from dossier_key where dossier = any(%s)", [[kept.dossier_id, other.pk]]
        )
        assert keys.fetchone()[0] == 2
