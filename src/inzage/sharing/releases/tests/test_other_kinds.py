"""Oral reports with their note, and assessments that the client may block (6.sending, 6.informing)."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent, Task
from inzage.law.decisions.decision import Refused
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.releases.actions import release
from inzage.sharing.releases.printing import Printed
from inzage.work.reports.models import Report
from tests.kit.cases import Case
from tests.kit.fixtures import Cast

MakeCase = Callable[..., Case]


@pytest.mark.article("6.sending")
def test_an_oral_report_stands_with_its_note(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    note = case.note("Gebeld met de opdrachtgever over de voortgang.")
    sent = case.send(case.lock(case.report("oral", note=note)), channel="")
    with case.at_work():
        line = Disclosure.objects.get(id=sent.id)
        report = Report.objects.get(id=line.report)
        assert Entry.objects.filter(kind="oral_report", subject=line.id).count() == 1
        assert Task.objects.filter(subject=line.id, kind="inform_client_orally", done_at=None).count() == 1
    assert (line.kind, line.form, line.channel, line.document_id) == ("oral_report", "oral", "oral", None)
    assert report.note_id == note.id
    with acting(cast.privacy_officer.person):
        event = LedgerEvent.objects.get(dossier=case.dossier.id, kind="oral.reported")
    assert event.detail == {"note": str(note.id)}


@pytest.mark.article("6.sending")
def test_an_oral_report_without_its_note_cannot_be_recorded(make_case: MakeCase) -> None:
    case = make_case()
    with pytest.raises(Refused) as caught:
        case.report("oral")
    assert caught.value.decision.articles == ("6.sending",)
    with case.at_work():
        assert not Disclosure.objects.filter(dossier=case.dossier).exists()


def test_an_oral_report_is_not_sent_and_a_written_one_not_told(make_case: MakeCase) -> None:
    case = make_case()
    version = case.lock(case.report("oral", note=case.note()))
    with case.at_work() as actor, pytest.raises(ValidationError, match="mondelinge"):
        release(version=version, sending=case.sending(), printed=Printed("", b""), by=actor, at=timezone.now())


@pytest.mark.article("6.informing")
def test_an_assessment_goes_only_when_the_client_releases_it(make_case: MakeCase) -> None:
    case = make_case(ready=False, service="assessment")
    case.give_notice()
    case.agree(kinds=("assessment",), categories=("advice",))
    version = case.lock(case.report("assessment", category="advice"))
    with pytest.raises(Refused) as caught:
        case.send(version)
    assert caught.value.decision.articles == ("6.informing",)
    case.show_client(version, response="blocked")
    with case.at_work():
        assert Report.objects.get(id=version.report_id).state == "blocked"
    with pytest.raises(Refused) as caught:
        case.send(version)
    assert caught.value.decision.articles == ("6.informing",)
    assert "blocked" in caught.value.decision.sentence.en
