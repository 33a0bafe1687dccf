"""At the foot of each report stands the code of the log's checkpoint: a witness in the hands of whoever received it."""

import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.ledger.checkpoint import parse
from inzage.access.ledger.sealing import seal
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from inzage.sharing.releases.printing import code_of, footer_code_of, preview
from tests.kit.cases import Case
from tests.kit.fixtures import process
from tests.kit.horizon import wait_until_decided

MakeCase = Callable[..., Case]


@pytest.mark.article("11.security")
def test_the_checkpoint_of_then_stands_at_the_foot_and_stays(make_case: MakeCase) -> None:
    case = make_case()
    hour_ago = timezone.now() - timedelta(hours=1)
    wait_until_decided()
    with process(Role.WORKER), acting(SEALER.person) as sealer:
        made = seal(by=sealer, at=hour_ago)
    assert made is not None
    checkpoint = parse(made.checkpoint)
    version = case.lock(case.report())
    wait_until_decided()
    with process(Role.WORKER), acting(SEALER.person) as sealer:
        seal(by=sealer, at=timezone.now())
    with case.at_work():
        assert footer_code_of(version) == f"{code_of(version)} · {checkpoint.code}"
        pdf = preview(version, case.contact)
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf.data, capture_output=True, check=True).stdout.decode()  # noqa: S607
    assert checkpoint.code in text
