"""A sealed document shows every change made after sealing, and stays fit for the archive."""

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inzage.paper.content import ReportContent
from inzage.paper.report import render_report
from inzage.paper.sealing import SealIdentity, check_seal, make_seal, read_seal, seal


@pytest.fixture
def identity(tmp_path: Path, moment: datetime) -> SealIdentity:
    return make_seal(tmp_path / "seal", organisation="Bureau De Werkhaven", at=moment)


@pytest.fixture
def plain(report: ReportContent, moment: datetime) -> bytes:
    return render_report(report, at=moment).data


def test_a_sealed_document_is_good_and_names_its_sealer(plain: bytes, identity: SealIdentity, moment: datetime) -> None:
    found = check_seal(seal(plain, identity, moment), identity)
    assert found.good
    assert found.problem == ""
    assert found.signer == "Bureau De Werkhaven"
    assert found.sealed_at == moment


def test_sealing_keeps_it_archivable_and_readable(
    plain: bytes,
    identity: SealIdentity,
    moment: datetime,
    faults: Callable[[bytes], list[str]],
    text_of: Callable[[bytes], str],
) -> None:
    sealed = seal(plain, identity, moment)
    assert faults(sealed) == []
    assert "Mevrouw was bij vier gesprekken." in text_of(sealed)
    assert sealed.startswith(plain)


def test_one_changed_bit_shows(plain: bytes, identity: SealIdentity, moment: datetime) -> None:
    sealed = seal(plain, identity, moment)
    for place in range(500, len(plain) - 500, len(plain) // 9):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert not check_seal(bytes(changed), identity).good


def test_what_is_added_afterwards_shows(plain: bytes, identity: SealIdentity, moment: datetime) -> None:
    found = check_seal(seal(plain, identity, moment) + b"\n% later", identity)
    assert found.intact
    assert not found.whole
    assert not found.good
    assert "added" in found.problem


def test_another_key_of_the_same_name_is_not_ours(
    plain: bytes, identity: SealIdentity, moment: datetime, tmp_path: Path
) -> None:
    forger = make_seal(tmp_path / "forger", organisation="Bureau De Werkhaven", at=moment)
    found = check_seal(seal(plain, forger, moment), identity)
    assert found.intact
    assert not found.ours
    assert not found.good


def test_the_seal_still_counts_after_the_certificate_ran_out(
    plain: bytes, identity: SealIdentity, moment: datetime
) -> None:
    late = seal(plain, identity, moment + timedelta(days=3600))
    assert check_seal(late, identity).good
    assert not check_seal(seal(plain, identity, moment + timedelta(days=4000)), identity).good


@pytest.mark.parametrize("junk", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_junk_is_told_and_not_raised(junk: bytes, identity: SealIdentity) -> None:
    found = check_seal(junk, identity)
    assert not found.good
    assert found.problem


def test_a_document_without_a_seal_says_so(plain: bytes, identity: SealIdentity) -> None:
    assert check_seal(plain, identity).problem == "There is no seal on this document."


@pytest.mark.parametrize("twice", [True, False])
def test_only_a_whole_unsealed_document_can_be_sealed(
    plain: bytes, identity: SealIdentity, moment: datetime, twice: bool
) -> None:
    with pytest.raises(ValueError, match=r"^pdf:"):
        seal(seal(plain, identity, moment) if twice else b"no pdf", identity, moment)


def test_the_key_is_for_its_owner_only_and_made_once(identity: SealIdentity, tmp_path: Path, moment: datetime) -> None:
    folder = tmp_path / "seal"
    assert stat.S_IMODE((folder / "seal.key").stat().st_mode) == 0o600
    assert make_seal(folder, organisation="Another", at=moment) == identity == read_seal(folder)
    assert "key" not in repr(replace(identity, organisation="x"))


def test_a_moment_without_a_zone_is_refused(plain: bytes, identity: SealIdentity, moment: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        seal(plain, identity, moment.replace(tzinfo=None))
