"""Sending a report: everything of it happens, or nothing does."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from inzage.access.models import Document, Task
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.post.models import Message
from inzage.sharing.releases.actions import release
from inzage.sharing.releases.facts import Sending
from inzage.sharing.releases.printing import make_ready, preview
from inzage.work.reports.models import ReportVersion
from tests.kit.cases import Case


def sending(case: Case, **given: object) -> Sending:
    said = {
        "contact": case.contact,
        "channel": "email_pdf",
        "ground": "legitimate_interest",
        "ground_reasons": "De opdrachtgever betaalt en moet de voortgang weten.",
        "weighing": "Alleen feiten over voortgang; de cliënt bracht niets in.",
        "ethics_confirmed": True,
    }
    return Sending(**(said | given))  # type: ignore[arg-type]


def send(case: Case, version: ReportVersion, **given: object) -> Disclosure:
    with case.at_work() as actor:
        at = timezone.now()
        said = sending(case, **given)
        seen = preview(version, said.contact).sha256
        printed = make_ready(version, said.contact, seen=seen, at=at)
        return release(version=version, sending=said, printed=printed, by=actor, at=at)


@pytest.mark.article("6.sending")
def test_a_progress_report_goes_with_everything_that_belongs_to_it(make_case: Callable[..., Case]) -> None:
    case = make_case()
    version = case.lock(case.report())
    disclosure = send(case, version)
    with case.at_work():
        assert Disclosure.objects.get(id=disclosure.id).sha256 == Document.objects.get(id=disclosure.document_id).sha256
        assert Message.objects.get(id=disclosure.message_id).state == Message.State.QUEUED
        assert Task.objects.filter(subject=disclosure.id, kind="inform_client_orally", done_at=None).count() == 1
