"""A client is told what is processed and from whom it came, before anything goes (2.registration; AVG 14)."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, Entry, LedgerEvent, Task
from inzage.access.vault.actions import read
from inzage.access.versions import current_version
from inzage.clients.registration.facts import notice_given_at
from inzage.clients.registration.models import ClientContact, NoticeDelivery
from inzage.duties.notices.actions import send_notice
from inzage.duties.notices.facts import notice_for
from inzage.front.processes.environment import Role
from inzage.law.calendar import Term
from inzage.law.decisions.decision import Refused
from inzage.sharing.post.models import Envelope, Message
from inzage.work.engagements.courses import term_label
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member

MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]
AsProcess = Callable[[Role], AbstractContextManager[None]]


def _in_force() -> str:
    """The label of the version that is in force; other tests of this worker may have published one."""
    version = current_version()
    assert version is not None
    return version.label


def give(case: Case, channel: str) -> NoticeDelivery:
    with case.at_work(case.cast.back_office) as actor:
        return send_notice(dossier=case.dossier, channel=channel, by=actor, at=timezone.now())


@pytest.mark.article("2.registration")
def test_by_mail_it_goes_to_the_clients_own_address(make_case: MakeCase, as_process: AsProcess, cast: Cast) -> None:
    case = make_case(ready=False, email="mila.eigen@example.org")
    with case.at_work(cast.back_office):
        assert Task.objects.filter(dossier=case.dossier, kind="notice_due", done_at=None).count() == 1
    delivery = give(case, "email")
    assert (delivery.kind, delivery.channel, delivery.version) == ("avg14", "email", _in_force())
    with case.at_work(cast.back_office):
        assert notice_given_at(case.dossier) == delivery.sent_at
        assert not Task.objects.filter(dossier=case.dossier, kind="notice_due", done_at=None).exists()
        assert Entry.objects.filter(kind="notice", subject=delivery.id).exists()
        message = Message.objects.get(dossier=case.dossier.id)
        document = Document.objects.get(id=str(message.document_id))
        content = read(document)
    assert document.part == "correspondence"
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 1
    with as_process(Role.WORKER):
        envelope = Envelope.objects.get(message=message)
    assert envelope.recipients == ["mila.eigen@example.org"]
    assert case.client.last_name not in envelope.subject
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(dossier=case.dossier.id, kind="notice.sent").count() == 1


@pytest.mark.article("2.registration")
@pytest.mark.parametrize("channel", ["letter", "handed"])
def test_on_paper_the_print_is_kept_and_nothing_is_mailed(make_case: MakeCase, channel: str) -> None:
    case = make_case(ready=False)
    assert give(case, channel).channel == channel
    with case.at_work(case.cast.back_office):
        assert Document.objects.filter(dossier=case.dossier, part="correspondence").count() == 1
        assert not Message.objects.filter(dossier=case.dossier.id).exists()


@pytest.mark.article("2.registration")
def test_until_it_was_given_nothing_leaves(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    case.agree()
    version = case.lock(case.report())
    with pytest.raises(Refused) as caught:
        case.send(version)
    assert caught.value.decision.articles == ("2.registration",)
    give(case, "email")
    case.send(version)


@pytest.mark.article("2.registration")
def test_without_an_address_mail_is_refused_with_the_other_ways(
    make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case = make_case(ready=False)
    with case.at_work(cast.back_office):
        ClientContact.objects.filter(dossier=case.dossier).update(email="")
    with pytest.raises(Refused) as caught:
        give(case, "email")
    assert caught.value.decision.articles == ("2.registration",)
    assert caught.value.decision.remedy is not None
    html = browse(cast.back_office).get(reverse("notices:show", args=(case.dossier.id,))).content.decode()
    assert 'value="letter"' in html
    assert 'value="email"' not in html


@pytest.mark.article("2.registration")
def test_it_names_source_purposes_recipients_terms_and_rights(make_case: MakeCase, cast: Cast) -> None:
    case = make_case(ready=False)
    with case.at_work(cast.back_office) as actor:
        notice = notice_for(case.dossier.id, by=actor, on=timezone.localdate())
    assert notice.article == "14"
    assert notice.source == case.sponsor.name
    assert any(case.sponsor.name in each for each in notice.recipients)
    assert {"De dienst uitvoeren", "Inschrijven en beheren"} <= {each.text for each in notice.purposes}
    assert any("2 jaar" in each for each in notice.retention)
    assert len(notice.rights) == 6
    assert "Autoriteit Persoonsgegevens" in notice.complaint
    assert notice.language == "nl"


def test_in_the_language_of_the_clients_letters(make_case: MakeCase, cast: Cast) -> None:
    case = make_case(ready=False, source="self")
    with case.at_work(cast.back_office):
        ClientContact.objects.filter(dossier=case.dossier).update(language="en")
    with case.at_work(cast.back_office) as actor:
        notice = notice_for(case.dossier.id, by=actor, on=timezone.localdate())
    assert (notice.language, notice.article) == ("en", "13")
    assert notice.salutation.startswith("Dear ")
    assert any("2 years" in each for each in notice.retention)
    assert give(case, "handed").kind == "avg13"


@pytest.mark.article("2.registration")
def test_the_page_previews_gives_and_lists(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case(ready=False)
    browser, address = browse(cast.back_office), reverse("notices:show", args=(case.dossier.id,))
    html = browser.get(address).content.decode()
    picture = reverse("notices:page", args=(case.dossier.id, 1))
    assert picture in html
    assert browser.get(picture)["Content-Type"] == "image/png"
    assert browser.get(reverse("notices:page", args=(case.dossier.id, 99))).status_code == 404
    assert browser.get(reverse("notices:preview", args=(case.dossier.id,))).content.startswith(b"%PDF-")
    assert browser.post(address, {"channel": "carrier pigeon"}).status_code == 200
    assert browser.post(address, {"channel": "handed"}).status_code == 302
    assert _in_force() in browser.get(address).content.decode()
    assert browse(cast.other_coach).get(address).status_code == 404


@pytest.mark.article("2.registration")
def test_a_form_that_is_sent_twice_gives_and_mails_once(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case(ready=False)
    browser, address = browse(cast.back_office), reverse("notices:show", args=(case.dossier.id,))

    def given_before() -> str:
        found = re.search(r'name="given_before" value="(\d+)"', browser.get(address).content.decode())
        assert found
        return found[1]

    said = {"channel": "email", "given_before": given_before()}
    browser.post(address, said)
    assert "zojuist gegeven" in browser.post(address, said, follow=True).content.decode()
    assert "zojuist gegeven" in browser.post(address, {"channel": "email"}, follow=True).content.decode()
    with case.at_work(cast.back_office):
        assert NoticeDelivery.objects.filter(dossier=case.dossier).count() == 1
        assert Message.objects.filter(dossier=case.dossier.id).count() == 1
    browser.post(address, {"channel": "letter", "given_before": given_before()})
    with case.at_work(cast.back_office):
        assert NoticeDelivery.objects.filter(dossier=case.dossier).count() == 2


@pytest.mark.parametrize("unit", ["hours", "days", "working_days", "weeks", "months", "years"])
def test_every_unit_has_its_words(unit: str) -> None:
    assert term_label(Term(3, unit)).startswith("3 ")  # type: ignore[arg-type]  # each unit of the list
