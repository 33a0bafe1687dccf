"""Health data go reluctantly: with a written, running consent for this recipient, a need, and a safe way (6.health)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.law.decisions.decision import Decision, Refused
from inzage.sharing.conftest import stricter
from inzage.sharing.consents.actions import withdraw
from inzage.sharing.disclosures.models import Disclosure
from inzage.sponsors.relations.actions import add_contact
from inzage.work.reports.models import ReportVersion
from tests.kit.cases import PLAIN, Case
from tests.kit.fixtures import Cast

MakeCase = Callable[..., Case]
NEED: dict[str, Any] = {"channel": "upload", "health_necessity": "De werkgever zoekt werk dat de cliënt aankan."}


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    made = make_case(ready=False)
    made.give_notice()
    made.agree(categories=[*PLAIN, "functional_capacity"])
    return made


@pytest.fixture
def version(case: Case) -> ReportVersion:
    passage = case.passage("De cliënt kan een half uur staan", health=True)
    return case.lock(case.report(passages=[passage], category="functional_capacity"))


def refused(case: Case, version: ReportVersion, **given: Any) -> Decision:
    with pytest.raises(Refused) as caught:
        case.send(version, **(NEED | given))
    return caught.value.decision


@pytest.mark.article("6.health")
def test_nothing_marked_health_goes_without_consent(case: Case, version: ReportVersion) -> None:
    assert refused(case, version).articles == ("6.health",)


@pytest.mark.article("6.health")
def test_with_consent_and_need_it_goes_by_a_safe_way(case: Case, version: ReportVersion) -> None:
    consent = case.consent()
    sent = case.send(version, **NEED)
    with case.at_work():
        line = Disclosure.objects.get(id=sent.id)
        event = LedgerEvent.objects.get(kind="disclosure.made", subject=sent.id)
    assert event.detail["consent"] == str(consent.id)
    assert (event.role, event.rule) == ("coach", "assigned")
    assert (line.channel, line.message_id, line.form) == ("upload", None, "written")
    assert "functional_capacity" in line.categories
    assert "6.health" in line.articles


@pytest.mark.article("6.sending")
def test_plain_mail_is_not_safe_enough_for_health(case: Case, version: ReportVersion) -> None:
    case.consent()
    assert refused(case, version, channel="email_pdf").articles == ("6.sending",)


@pytest.mark.article("6.health")
def test_the_need_is_on_record(case: Case, version: ReportVersion) -> None:
    case.consent()
    assert refused(case, version, health_necessity=" ").articles == ("6.health",)


@pytest.mark.article("6.health")
def test_a_withdrawn_consent_carries_nothing_and_what_went_stays_listed(case: Case, version: ReportVersion) -> None:
    consent = case.consent()
    sent = case.send(version, **NEED)
    with case.at_work() as actor:
        withdraw(consent=consent, by=actor, at=timezone.now())
    second = case.lock(
        case.report(
            passages=[case.passage("De cliënt kan een uur zitten", health=True)], category="functional_capacity"
        )
    )
    assert refused(case, second).articles == ("6.health",)
    with case.at_work():
        assert list(Disclosure.objects.filter(dossier=case.dossier).values_list("id", flat=True)) == [sent.id]


@pytest.mark.article("6.health")
@pytest.mark.parametrize("wrong", ["recipient", "direction", "expired"])
def test_a_consent_for_something_else_does_not_count(
    case: Case, version: ReportVersion, cast: Cast, wrong: str
) -> None:
    at = timezone.now()
    if wrong == "recipient":
        with acting(cast.back_office.person) as actor:
            other = add_contact(sponsor=case.sponsor, name="Ton Tas", email="ton@werkgever.test", by=actor, at=at)
        case.consent(contact=other)
    elif wrong == "direction":
        case.consent(direction="in")
    else:
        case.consent(given_at=at - timedelta(days=9), expires_on=at.date())
        with case.at_work() as actor, pytest.raises(Refused) as caught:
            case.send_at(version, at + timedelta(days=2), by=actor, **NEED)
        assert caught.value.decision.articles == ("6.health",)
        return
    assert refused(case, version).articles == ("6.health",)


@pytest.mark.article("6.health")
def test_a_word_that_became_medical_after_locking_stops_it_even_with_consent(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.consent()
    with pytest.raises(Refused):
        case.lock(case.report(text="De cliënt heeft een hernia."))
    version = case.lock(case.report(text="De cliënt heeft een kwaal."))
    stricter(monkeypatch, "kwaal", "diagnosis")
    assert "6.health" in refused(case, version).articles


@pytest.mark.article("6.health")
def test_a_health_passage_in_a_plain_section_counts_as_health(case: Case) -> None:
    passage = case.passage("De cliënt slaapt slecht", health=True)
    version = case.lock(case.report(passages=[passage], category="activities"))
    assert refused(case, version).articles == ("6.agreement", "6.health")
