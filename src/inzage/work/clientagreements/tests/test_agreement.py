"""No agreement with clients is published without its secrecy clause; each engagement has one, or a task (11)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Task
from inzage.law.decisions.decision import Refused
from inzage.work.clientagreements.actions import publish_template, record_agreement, write_template
from inzage.work.clientagreements.facts import agreements_of, content_for, filled, published
from inzage.work.clientagreements.models import AgreementTemplate, ClientAgreement
from inzage.work.conftest import Case
from tests.kit.fixtures import Browse, Cast

SECRECY = "{bureau} houdt geheim wat {client} vertelt."
SCAN = b"%PDF-1.7\n% the signed agreement\n%%EOF\n"
Publish = Callable[[], AgreementTemplate]


@pytest.fixture
def publish(cast: Cast) -> Publish:
    """Write and publish the next version, as the back office."""

    def make() -> AgreementTemplate:
        with acting(cast.back_office.person) as actor:
            at = timezone.now()
            draft = write_template(title="Afspraken", text="Voor {service}.", secrecy=SECRECY, by=actor, at=at)
            return publish_template(template=draft, by=actor, at=at)

    return make


@pytest.mark.article("11.agreements")
@pytest.mark.parametrize(("text", "secrecy"), [("Wij begeleiden u.", " "), ("", SECRECY)])
def test_a_template_that_is_not_whole_is_not_published(cast: Cast, text: str, secrecy: str) -> None:
    with acting(cast.back_office.person) as actor:
        draft = write_template(title="Afspraken", text=text, secrecy=secrecy, by=actor, at=timezone.now())
    with pytest.raises(Refused) as refused, acting(cast.back_office.person) as actor:
        publish_template(template=draft, by=actor, at=timezone.now())
    assert "11.agreements" in refused.value.decision.articles


@pytest.mark.article("11.agreements")
def test_the_page_refuses_with_the_article_named(cast: Cast, browse: Browse) -> None:
    office = browse(cast.back_office)
    answer = office.post(
        reverse("clientagreements:write"), {"title": "Afspraken", "text": "Wij begeleiden u.", "secrecy": ""}
    )
    address = answer["Location"]
    refused = office.post(f"{address}publication/", headers={"Accept-Language": "en"})
    assert refused.status_code == 403
    assert "secrecy clause is missing" in refused.content.decode()
    office.post(
        reverse("clientagreements:write"), {"title": "Afspraken", "text": "Wij begeleiden u.", "secrecy": SECRECY}
    )
    assert office.post(f"{address}publication/").status_code == 302
    assert office.post(f"{address}publication/", follow=True).status_code == 200
    assert office.get(reverse("clientagreements:templates")).status_code == 200


def test_a_published_version_stays_and_the_next_follows_it(cast: Cast, publish: Publish) -> None:
    first = publish()
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        publish_template(template=first, by=actor, at=timezone.now())
    second = publish()
    assert second.number > first.number
    with acting(cast.coach.person):
        newest = published()
    assert newest == second


def test_a_coach_keeps_no_templates(cast: Cast, browse: Browse) -> None:
    with pytest.raises(ProgrammingError), acting(cast.coach.person) as actor:
        write_template(title="Eigen", text="x", secrecy="y", by=actor, at=timezone.now())
    assert browse(cast.coach).get(reverse("clientagreements:templates")).status_code == 403


def test_a_template_needs_a_title(cast: Cast) -> None:
    with pytest.raises(ValidationError) as wrong, acting(cast.back_office.person) as actor:
        write_template(title=" ", text="", secrecy="", by=actor, at=timezone.now())
    assert "title" in wrong.value.message_dict


@pytest.mark.article("11.agreements")
def test_it_is_a_task_until_it_is_recorded(cast: Cast, case: Case, publish: Publish) -> None:
    with acting(cast.coach.person):
        task = Task.objects.get(dossier=case.dossier, kind="client_agreement_due")
    assert (task.article, task.person) == ("11.agreements", cast.coach.person)
    template = publish()
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        kept = record_agreement(
            engagement=case.engagement, how="handed", agreed_on=at.date(), complaints_handed=True, by=actor, at=at
        )
    with acting(cast.coach.person):
        task.refresh_from_db()
    assert task.done_at is not None
    assert kept.template == template


def test_a_day_to_come_is_refused(cast: Cast, case: Case, publish: Publish) -> None:
    publish()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as wrong, acting(cast.coach.person) as actor:
        record_agreement(
            engagement=case.engagement, how="signed", agreed_on=tomorrow, complaints_handed=False, by=actor,
            at=timezone.now(),
        )  # fmt: skip
    assert "agreed_on" in wrong.value.message_dict


def test_the_fields_of_a_template_are_filled_in(cast: Cast, case: Case, publish: Publish) -> None:
    template = publish()
    with acting(cast.coach.person):
        content = content_for(template, case.engagement, on=timezone.localdate())
    assert case.client.display_name in content.secrecy.paragraphs[0]
    assert "{" not in content.text.paragraphs[0] + content.secrecy.paragraphs[0]
    assert filled("{a} {b.c} { {client", {"a": "1{b}", "client": "x"}) == "1{b} {b.c} { {client"


@pytest.mark.article("11.agreements")
def test_the_page_prints_records_and_gives_the_scan(cast: Cast, case: Case, publish: Publish, browse: Browse) -> None:
    publish()
    where, coach = [case.dossier.id, case.engagement.id], browse(cast.coach)
    assert coach.get(reverse("clientagreements:print", args=where)).content.startswith(b"%PDF")
    record = reverse("clientagreements:record", args=where)
    bad = coach.post(record, {"how": "signed", "agreed_on": "ooit"})
    assert 'value="ooit"' in bad.content.decode()
    scan = SimpleUploadedFile("getekend.pdf", SCAN, content_type="application/pdf")
    day = timezone.localdate().isoformat()
    form = {"how": "signed", "agreed_on": day, "complaints_handed": "on", "scan": scan}
    assert coach.post(record, form).status_code == 302
    with acting(cast.coach.person):
        kept = agreements_of(case.engagement).get()
    assert coach.get(reverse("clientagreements:scan", args=[*where, kept.id])).content == SCAN
    show = reverse("clientagreements:show", args=where)
    assert reverse("clientagreements:scan", args=[*where, kept.id]) in coach.get(show).content.decode()
    assert browse(cast.team_leader).post(record, form).status_code == 403


@pytest.mark.article("6.need")
def test_a_stranger_sees_no_agreement_of_a_client(cast: Cast, case: Case, publish: Publish, browse: Browse) -> None:
    publish()
    with acting(cast.coach.person) as actor:
        at = timezone.now()
        record_agreement(
            engagement=case.engagement, how="handed", agreed_on=at.date(), complaints_handed=True, by=actor, at=at
        )
    with acting(cast.other_coach.person):
        assert not ClientAgreement.objects.filter(dossier=case.dossier)
    where = reverse("clientagreements:show", args=[case.dossier.id, case.engagement.id])
    assert browse(cast.other_coach).get(where).status_code == 404
