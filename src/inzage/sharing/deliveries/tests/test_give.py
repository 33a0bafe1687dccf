"""A report to the client needs no agreement and is kept with its bytes (6.dossier, 6.sending)."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.facts import timeline
from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.access.vault.actions import read
from inzage.clients.registration.models import ClientContact
from inzage.law.decisions.decision import Refused
from inzage.sharing.deliveries.actions import give_report
from inzage.sharing.deliveries.models import Delivery
from inzage.sharing.post.models import Message
from inzage.sharing.releases.printing import make_ready, preview
from inzage.sharing.settling.actions import send_again
from inzage.work.reports.actions import draft_report
from inzage.work.reports.facts import draft_of, whose_turn
from inzage.work.reports.models import Report, ReportVersion
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]


def for_client(case: Case, **given: object) -> ReportVersion:
    return case.lock(case.report("full", addressee="client", **given))  # type: ignore[arg-type]  # as `report` takes it


@pytest.mark.article("6.dossier")
def test_a_report_to_the_client_needs_no_agreement_and_no_showing(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    version = for_client(case, text="Uw hernia en de scheiding noemde u zelf.")
    with case.at_work():
        report = Report.objects.get(id=version.report_id)
        assert (whose_turn(report).who, whose_turn(report).what) == ("sender", "give")
        assert not Task.objects.filter(dossier=case.dossier, kind="present_to_client").exists()
    delivery = case.give(version)
    with case.at_work():
        content = read(delivery.document)
        assert content.startswith(b"%PDF-")
        assert delivery.sha256 == hashlib.sha256(content).hexdigest()
        assert [item.item for item in timeline(case.dossier.id, kinds=["delivery"])] == [delivery]
        assert LedgerEvent.objects.filter(kind="report.given", subject=version.id).exists()
        assert whose_turn(Report.objects.get(id=version.report_id)).what == "sent"


def test_it_begins_with_all_sections_of_its_kind_whatever_was_agreed(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    case.give_notice()
    case.agree(categories=["attendance"])
    with case.at_work() as actor:
        today = timezone.localdate()
        report = draft_report(
            engagement=case.engagement, kind="full", period_from=today, period_to=today, addressee="client", by=actor,
            at=timezone.now(),
        )  # fmt: skip
        assert len(draft_of(report).sections) > 5


@pytest.mark.article("6.sending")
def test_by_e_mail_it_goes_to_the_clients_own_address_without_a_word_of_the_content(make_case: MakeCase) -> None:
    case = make_case()
    delivery = case.give(for_client(case), channel="email")
    with case.at_work():
        message = Message.objects.get(dossier=case.dossier.id, sha256=delivery.sha256)
        assert (message.dossier, message.sha256) == (case.dossier.id, delivery.sha256)


@pytest.mark.article("6.agreement")
def test_the_sponsor_cannot_get_it_and_the_client_cannot_get_the_sponsors(make_case: MakeCase) -> None:
    case = make_case()
    version = for_client(case)
    with pytest.raises(ValidationError, match="cliënt"):
        case.send(version)
    with pytest.raises(Refused) as refused:
        case.give(case.lock(case.report("progress")))
    assert "6.dossier" in refused.value.decision.articles


@pytest.mark.article("6.health")
def test_health_data_do_not_go_by_plain_e_mail(make_case: MakeCase) -> None:
    case = make_case()
    version = for_client(case, category="functional_capacity")
    with pytest.raises(Refused) as refused:
        case.give(version, channel="email")
    assert refused.value.decision.articles == ("6.sending",)
    case.give(version, channel="handed")


@pytest.mark.article("6.confidential")
def test_a_passage_whose_note_became_confidential_does_not_go(make_case: MakeCase) -> None:
    case = make_case()
    passage = case.passage()
    version = for_client(case, passages=[passage])
    case.mark(passage)
    with pytest.raises(Refused) as refused:
        case.give(version)
    assert "6.confidential" in refused.value.decision.articles


def test_once_each_way_not_ahead_of_time_and_only_what_was_seen(make_case: MakeCase) -> None:
    case = make_case()
    version = for_client(case)
    case.give(version)
    with pytest.raises(ValidationError):
        case.give(version)
    version = for_client(case)
    with case.at_work() as actor:
        at, today = timezone.now(), timezone.localdate()
        printed = make_ready(version, None, seen=preview(version, None).sha256, at=at)
        for day, made in ((today + timedelta(days=1), printed), (today, make_ready(version, None, seen="0", at=at))):
            with pytest.raises(ValidationError):
                give_report(version=version, channel="handed", given_on=day, printed=made, by=actor, at=at)
    with case.at_work():
        assert Delivery.objects.filter(dossier=case.dossier).count() == 1


def test_a_message_is_not_sent_again_to_an_address_that_changed(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    delivery = case.give(for_client(case), channel="email")
    with case.at_work(cast.back_office) as actor:
        ClientContact.objects.filter(dossier=case.dossier).update(email="anders@example.org")
        message = Message.objects.get(dossier=case.dossier.id, sha256=delivery.sha256)
        with pytest.raises(ValidationError, match="gewijzigd"):
            send_again(message=message, by=actor, at=timezone.now())


def test_the_pages_give_it_show_it_and_hand_out_its_bytes(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    version = for_client(case)
    dossier, report = case.dossier.id, version.report_id
    coach, give = browse(case.coach), reverse("deliveries:give", args=[dossier, report])
    assert coach.get(reverse("releases:send", args=[dossier, report])).headers["Location"] == give
    assert "Aan de cliënt geven" in coach.get(reverse("reports:show", args=[dossier, report])).content.decode()
    page = coach.get(give).content.decode()
    with acting(case.coach.person):
        seen = preview(version, None).sha256
    assert seen in page
    filled = {"seen": seen, "channel": "handed", "given_on": timezone.localdate().isoformat()}
    wrong = coach.post(give, filled | {"given_on": "2099-01-01"}).content.decode()
    assert "id_given_on_error" in wrong
    shown = coach.post(give, filled, follow=True)
    delivery_id = shown.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    document = coach.get(reverse("deliveries:document", args=[dossier, delivery_id]))
    with case.at_work():
        kept = Delivery.objects.get(id=delivery_id)
        assert hashlib.sha256(document.getvalue()).hexdigest() == kept.sha256
        assert LedgerEvent.objects.filter(kind="document.read", subject=kept.document_id).exists()
    assert coach.get(reverse("deliveries:preview", args=[dossier, report])).status_code == 200
    assert browse(cast.other_coach).get(give).status_code == 404
    assert coach.get(reverse("reports:list", args=[dossier])).status_code == 200
