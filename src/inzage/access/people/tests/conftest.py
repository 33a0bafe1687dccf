"""Newcomers: people who were just added, with a login and a second factor, and nothing signed yet."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from inzage.access import identity
from inzage.access.people import actions
from inzage.access.versions import current_version
from tests.kit.fixtures import TOTP_SECRET, Cast, Member

Newcomer = Callable[..., Member]


@pytest.fixture
def newcomer(cast: Cast) -> Newcomer:
    """`newcomer("coach", cleared=True)`: a fresh colleague with these roles."""

    def make(*roles: str, cleared: bool = False, second_factor: bool = True) -> Member:
        at = timezone.now()
        with identity.acting(cast.manager.person) as actor:
            person = actions.add_colleague(
                name=f"Nieuw {uuid4().hex[:6]}", office=cast.office, roles=roles, by=actor, at=at
            )
        member = Member(person, f"{person}@bureau.test")
        login = actions.make_login(person=person, kind="staff", email=member.email, password=member.password)
        if second_factor:
            TOTP.activate(login, TOTP_SECRET)
        if cleared:
            version = current_version()
            assert version is not None
            with identity.acting(person) as actor:
                actions.sign_declaration(by=actor, on=at.date(), at=at)
                actions.acknowledge(version=version, by=actor, at=at)
        return member

    return make
