"""The codes of the demo are those of RFC 6238, and everybody of the cast has their own."""

import base64

import pytest

from inzage.front.demo.cast import LOGINS, MEMBERS, find
from inzage.front.demo.codes import code, seconds_left, totp
from inzage.law.policy import ROLES

# RFC 6238, appendix B: secret, moment, the last six of its eight digits
RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("moment", "digits"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_rfc(moment: int, digits: str) -> None:
    assert totp(RFC, moment) == digits


def test_a_code_holds_for_half_a_minute() -> None:
    assert code("coach", at=60) == code("coach", at=89.9) != code("coach", at=90)
    assert [seconds_left(at) for at in (60, 61.5, 89)] == [30, 29, 1]


def test_everybody_has_their_own_way_in() -> None:
    for what in ("key", "name", "email", "password", "secret"):
        assert len({getattr(member, what) for member in MEMBERS}) == len(MEMBERS)
    assert all(role in ROLES for member in MEMBERS for role in member.roles)
    assert [login.email for login in LOGINS] == [member.email for member in MEMBERS]


@pytest.mark.parametrize("name", ["coach", "sanne@werkhaven.example", "Sanne de Wit", "sanne"])
def test_people_are_found_by_what_they_are_called(name: str) -> None:
    assert find(name).key == "coach"


@pytest.mark.parametrize("name", ["", "nobody", "a"])
def test_nobody_is_named_with_those_who_are_there(name: str) -> None:
    with pytest.raises(KeyError, match="privacy_officer"):
        find(name)
