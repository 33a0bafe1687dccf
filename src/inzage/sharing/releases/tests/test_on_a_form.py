"""A report goes on the form that a recipient prescribes by the same decision, kept with its hash (6.sending)."""

import hashlib
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.access.vault.actions import read
from inzage.law.decisions.decision import Refused
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.releases.actions import release_on_form
from inzage.work.house import actions as house
from inzage.work.house.models import PrescribedForm
from inzage.work.reports.models import ReportVersion
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
FIELDS = ("Cliënt: {{client_name}}", "Aan: {{sponsor_contact}}", "Functie: {{job_title}}.", "{{report_activities}}")


@pytest.fixture
def form(cast: Cast) -> PrescribedForm:
    document, written = Document(), BytesIO()
    for text in FIELDS:
        document.add_paragraph(text)
    document.save(written)
    with acting(cast.back_office.person) as actor:
        kept = house.draft_form(name="Formulier UWV", content=written.getvalue(), by=actor, at=timezone.now())
    with acting(cast.manager.person) as actor:
        return house.publish_form(form=kept, by=actor, at=timezone.now())


def upload(case: Case, version: ReportVersion, form: PrescribedForm) -> Disclosure:
    with case.at_work() as actor:
        sending = case.sending(channel="form", form=str(form.pk))
        return release_on_form(version=version, sending=sending, by=actor, at=timezone.now())


@pytest.mark.article("6.sending")
def test_the_filled_form_is_kept_with_its_hash_and_recorded_as_disclosed(
    make_case: MakeCase, form: PrescribedForm
) -> None:
    case = make_case()
    text = "Drie <b>afspraken</b> & {{ 7*7 }".replace("{{", "(").replace("}", ")")
    version = case.lock(case.report(text=text, passages=[case.passage("Zij kwam op tijd")]))
    disclosure = upload(case, version, form)
    with case.at_work():
        assert disclosure.document is not None
        content = read(disclosure.document)
        assert disclosure.sha256 == hashlib.sha256(content).hexdigest()
        said = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
        assert said == [
            f"Cliënt: {case.client.display_name}",
            f"Aan: {case.contact.name}",
            "Functie: .",
            f"{text}\nZij kwam op tijd",
        ]
        assert (disclosure.channel, disclosure.form) == ("form", "written")
        assert LedgerEvent.objects.filter(kind="disclosure.made", subject=disclosure.id).exists()
    with pytest.raises(ValidationError):
        upload(case, version, form)


@pytest.mark.article("6.agreement")
def test_the_same_rules_hold_for_a_form(make_case: MakeCase, form: PrescribedForm) -> None:
    case = make_case()
    with pytest.raises(Refused) as refused:
        upload(case, case.lock(case.report(category="prognosis")), form)
    assert "6.agreement" in refused.value.decision.articles
    with pytest.raises(Refused) as shown:
        upload(case, case.lock(case.report("full")), form)
    assert "6.informing" in shown.value.decision.articles


def test_a_form_that_was_withdrawn_and_a_report_to_the_client_are_refused(
    make_case: MakeCase, form: PrescribedForm, cast: Cast
) -> None:
    case = make_case()
    with pytest.raises(ValidationError):
        upload(case, case.lock(case.report(addressee="client")), form)
    with acting(cast.manager.person) as actor:
        house.withdraw_form(form=form, by=actor, at=timezone.now())
    with pytest.raises(ValidationError):
        upload(case, case.lock(case.report()), form)


@pytest.mark.article("6.sending")
def test_the_send_page_offers_the_form_and_the_register_hands_it_out(
    make_case: MakeCase, form: PrescribedForm, browse: Browse
) -> None:
    case = make_case()
    version = case.lock(case.report())
    coach, send = browse(case.coach), reverse("releases:send", args=[case.dossier.id, version.report_id])
    assert str(form.pk) in coach.get(send).content.decode()
    filled = {
        "contact": str(case.contact.id), "channel": "form", "form": "", "ground": "consent",
        "ground_reasons": "Zij vroeg erom.", "weighing": "", "ethics_confirmed": "on",
    }  # fmt: skip
    assert "id_form_error" in coach.post(send, filled).content.decode()
    filled |= {"form": str(form.pk), "ground": "legitimate_interest", "weighing": "Alleen feiten."}
    answer = coach.post(send, filled)
    assert answer.status_code == 302
    document = coach.get(f"{answer.headers['Location']}document/")
    assert document.headers["Content-Type"].endswith("wordprocessingml.document")
    assert Document(BytesIO(document.getvalue())).paragraphs[0].text.startswith("Cliënt: Mila")
