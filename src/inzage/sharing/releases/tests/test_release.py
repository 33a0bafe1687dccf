"""Sending a report: everything of it happens, or nothing does (articles 4 and 6)."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, Entry, LedgerEvent, Task
from inzage.access.vault.actions import read
from inzage.law.decisions.decision import Refused
from inzage.sharing.conftest import stricter
from inzage.sharing.disclosures.models import Disclosure, Grounds
from inzage.sharing.post.models import Message
from inzage.sharing.releases.actions import release
from inzage.sharing.releases.printing import Printed, make_ready, preview
from inzage.sponsors.relations.actions import add_contact
from inzage.work.reports.models import ReportVersion
from tests.kit.cases import Case
from tests.kit.fixtures import Cast

MakeCase = Callable[..., Case]


def refusal(case: Case, version: ReportVersion, **given: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        case.send(version, **given)
    return caught.value


def nothing_left(case: Case) -> bool:
    with case.at_work():
        return not (
            Disclosure.objects.filter(dossier=case.dossier).exists()
            or Message.objects.filter(dossier=case.dossier.id).exists()
            or Document.objects.filter(dossier=case.dossier, part="disclosures").exists()
        )


@pytest.mark.article("4")
@pytest.mark.article("6.sending")
def test_a_progress_report_goes_with_everything_that_belongs_to_it(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    version = case.lock(case.report())
    sent = case.send(version)
    with case.at_work():
        line = Disclosure.objects.select_related("document", "message").get(id=sent.id)
        assert line.document is not None
        assert line.message is not None
        content = read(line.document)
        assert hashlib.sha256(content).hexdigest() == line.sha256 == line.message.sha256
        assert content.startswith(b"%PDF-")
        assert line.size == len(content)
        assert line.decision["outcome"] == "allow"
        assert {"4", "6.agreement", "6.exceptions"} <= set(line.articles)
        assert Grounds.objects.get(disclosure=line).weighing == case.sending().weighing
        assert ReportVersion.objects.get(id=version.id).sha256 == line.sha256
        assert line.message.state == Message.State.QUEUED
        assert Entry.objects.filter(dossier=case.dossier, kind="disclosure", subject=line.id).count() == 1
    with acting(cast.privacy_officer.person):
        kinds = set(LedgerEvent.objects.filter(dossier=case.dossier.id).values_list("kind", flat=True))
    assert {"report.released", "disclosure.made", "message.queued"} <= kinds


@pytest.mark.article("6.informing")
def test_of_a_progress_report_the_client_is_still_to_be_told(make_case: MakeCase) -> None:
    case = make_case()
    sent = case.send(case.lock(case.report()))
    with case.at_work():
        task = Task.objects.get(subject=sent.id, done_at=None)
    assert (task.kind, task.person) == ("inform_client_orally", case.coach.person)
    assert task.due > timezone.localdate()


@pytest.mark.article("6.agreement")
def test_without_a_reporting_agreement_nothing_goes(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    case.give_notice()
    refused = refusal(case, case.lock(case.report()))
    assert "6.agreement" in refused.decision.articles
    assert nothing_left(case)


@pytest.mark.article("6.agreement")
def test_an_agreement_that_the_client_was_not_told_of_carries_nothing(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    case.give_notice()
    case.agree(told=False)
    assert "6.agreement" in refusal(case, case.lock(case.report())).decision.articles
    assert nothing_left(case)


@pytest.mark.article("6.agreement")
def test_a_recipient_outside_the_agreement_gets_nothing(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    with acting(cast.back_office.person) as actor:
        other = add_contact(
            sponsor=case.sponsor, name="Ton Tas", email="ton@werkgever.test", by=actor, at=timezone.now()
        )
    version = case.lock(case.report())
    assert refusal(case, version, contact=other).decision.articles == ("6.agreement",)
    assert nothing_left(case)


@pytest.mark.article("6.agreement")
@pytest.mark.parametrize(
    ("agreed", "report"),
    [
        ({"categories": ["attendance"]}, {"category": "activities"}),
        ({"form": "oral"}, {}),
        ({"kinds": ["full"]}, {"kind": "progress"}),
    ],
    ids=["data", "form", "kind"],
)
def test_what_was_not_agreed_does_not_go(
    make_case: MakeCase, agreed: dict[str, object], report: dict[str, str]
) -> None:
    case = make_case(ready=False)
    case.give_notice()
    case.agree(**agreed)  # type: ignore[arg-type]
    assert refusal(case, case.lock(case.report(**report))).decision.articles == ("6.agreement",)  # type: ignore[arg-type]


@pytest.mark.article("6.informing")
def test_a_full_report_waits_for_the_client(make_case: MakeCase) -> None:
    case = make_case()
    version = case.lock(case.report("full"))
    decision = refusal(case, version).decision
    assert decision.articles == ("6.informing",)
    assert "before or after" in decision.sentence.en
    assert "AVG 5(1)(a)" in decision.sentence.en
    assert decision.remedy is not None
    assert nothing_left(case)
    case.show_client(version, remark="Ik mis mijn cursus.", response="remarks")
    sent = case.send(version)
    with case.at_work():
        assert Disclosure.objects.get(id=sent.id).decision["outcome"] == "allow"
        assert not Task.objects.filter(dossier=case.dossier, kind="present_to_client", done_at=None).exists()


@pytest.mark.article("6.informing")
def test_a_change_after_the_client_saw_it_is_shown_again(make_case: MakeCase) -> None:
    case = make_case()
    report = case.report("full")
    case.show_client(case.lock(report))
    case.change(report, text="Vier van de vier afspraken zijn nagekomen.")
    assert refusal(case, case.lock(report)).decision.articles == ("6.informing",)


@pytest.mark.article("2.registration")
def test_before_the_notice_of_article_14_nothing_goes(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    case.agree()
    version = case.lock(case.report())
    assert refusal(case, version).decision.articles == ("2.registration",)
    assert nothing_left(case)
    case.give_notice()
    case.send(version)


@pytest.mark.article("6.exceptions")
@pytest.mark.parametrize(
    "given",
    [{"ground": ""}, {"ground_reasons": " "}, {"weighing": ""}],
    ids=["no ground", "no reasons", "no weighing"],
)
def test_without_consent_a_ground_is_named_and_weighed(make_case: MakeCase, given: dict[str, str]) -> None:
    case = make_case()
    version = case.lock(case.report())
    assert refusal(case, version, **given).decision.articles == ("6.exceptions",)
    assert nothing_left(case)


@pytest.mark.article("V.ethics")
def test_the_sender_gives_a_word_on_professional_ethics(make_case: MakeCase) -> None:
    case = make_case()
    version = case.lock(case.report())
    assert refusal(case, version, ethics_confirmed=False).decision.articles == ("V.ethics",)


@pytest.mark.article("6.confidential")
def test_a_passage_whose_note_became_confidential_stays_inside(make_case: MakeCase) -> None:
    case = make_case()
    passage = case.passage()
    version = case.lock(case.report(passages=[passage]))
    case.mark(passage)
    assert refusal(case, version).decision.articles == ("6.confidential",)
    assert nothing_left(case)


@pytest.mark.article("6.confidential")
def test_a_word_that_judges_the_client_stays_inside(make_case: MakeCase, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case()
    with pytest.raises(Refused):
        case.lock(case.report(text="De cliënt is ongemotiveerd."))
    version = case.lock(case.report(text="De cliënt is mat."))
    stricter(monkeypatch, "mat", "judgement")
    assert "6.confidential" in refusal(case, version).decision.articles


def test_what_was_not_previewed_is_not_sent(make_case: MakeCase) -> None:
    case = make_case()
    version = case.lock(case.report("full"))
    with case.at_work():
        seen = preview(version, case.contact).sha256
    case.show_client(version, remark="Dit klopt niet.", response="remarks")
    with case.at_work() as actor:
        printed = make_ready(version, case.contact, seen=seen, at=timezone.now())
        with pytest.raises(ValidationError, match="veranderd"):
            release(version=version, sending=case.sending(), printed=printed, by=actor, at=timezone.now())
        fresh = preview(version, case.contact)
        forged = Printed(fresh.sha256, b"%PDF-1.7 something else")
        with pytest.raises(ValidationError, match="veranderd"):
            release(version=version, sending=case.sending(), printed=forged, by=actor, at=timezone.now())
    assert nothing_left(case)


def test_a_second_click_sends_nothing(make_case: MakeCase) -> None:
    case = make_case()
    version = case.lock(case.report())
    case.send(version)
    with pytest.raises(ValidationError, match="al naar dit contact"):
        case.send(version)
    with case.at_work():
        assert Message.objects.filter(dossier=case.dossier.id).count() == 1


def test_a_failure_halfway_leaves_nothing(make_case: MakeCase, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case()
    version = case.lock(case.report())

    def broken(**_: object) -> UUID:
        raise RuntimeError("the line on the time line fails")

    monkeypatch.setattr("inzage.sharing.releases.actions.enter", broken)
    with pytest.raises(RuntimeError):
        case.send(version)
    assert nothing_left(case)
    with case.at_work():
        assert ReportVersion.objects.get(id=version.id).sha256 is None


def test_the_sealed_bytes_begin_with_what_was_previewed(make_case: MakeCase) -> None:
    case = make_case()
    version = case.lock(case.report())
    with case.at_work():
        shown = preview(version, case.contact)
    sent = case.send(version)
    with case.at_work():
        kept = read(Document.objects.get(id=str(sent.document_id)))
    assert kept.startswith(shown.data)
    assert len(kept) > len(shown.data)


@pytest.mark.article("6.need")
def test_the_back_office_may_send_and_another_coach_cannot_open(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    version = case.lock(case.report())
    with pytest.raises(AssertionError, match="no_need"), case.at_work(cast.other_coach):
        pass
    case.send(version, by=cast.back_office)
