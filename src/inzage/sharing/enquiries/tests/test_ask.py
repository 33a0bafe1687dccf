"""A doctor is asked by letter, only on the client's written consent to ask, and the letter is sealed (6.health)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Document, Entry, LedgerEvent
from inzage.front.processes.environment import Role
from inzage.law.decisions.decision import Refused
from inzage.sharing.consents.actions import withdraw
from inzage.sharing.consents.models import Consent
from inzage.sharing.enquiries.models import Enquiry
from tests.kit.cases import Case
from tests.kit.cluster import connection_of
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
FILLED = {
    "address": "Plein 1\n8011 AA Zwolle",
    "question": "Hoeveel uur per dag kan de cliënt werken?",
    "necessity": "Het plan heeft de uren nodig.",
}
DOCTOR = {"direction": "in", "recipient_kind": "doctor", "contact": None, "recipient_label": "Huisarts Smit"}
pytestmark = pytest.mark.article("6.health")


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A client in reintegration with a psychologist beside the coach."""
    made = make_case()
    made.give_health()
    return made


@pytest.fixture
def consent(case: Case) -> Consent:
    """The client's written consent to ask the doctor what the client can do."""
    return case.consent(**DOCTOR)


def address(case: Case, consent: Consent) -> str:
    return reverse("enquiries:ask", args=(case.dossier.id, consent.id))


def test_the_letter_is_made_recorded_and_printed(case: Case, consent: Consent, browse: Browse, cast: Cast) -> None:
    # Given a consent to ask, shown with the way to the letter
    browser = browse(cast.psychologist)
    listed = browser.get(reverse("consents:list", args=(case.dossier.id,))).content.decode()
    assert address(case, consent) in listed
    # When the psychologist writes the letter
    answer = browser.post(address(case, consent), FILLED)
    assert answer.status_code == 302, answer.content.decode()
    # Then it can be printed, exactly these bytes
    with case.at_work(cast.psychologist):
        made = Enquiry.objects.get(dossier=case.dossier)
    page = browser.get(answer["Location"]).content.decode()
    assert made.sha256 in page
    printed = browser.get(reverse("enquiries:letter", args=(case.dossier.id, made.pk)))
    assert printed.content.startswith(b"%PDF-")
    assert printed["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    # And the log has that it went, on which consent, and that it was read
    with acting(cast.privacy_officer.person):
        events = LedgerEvent.objects.filter(dossier=case.dossier.id, subject=made.pk)
        went = events.get(kind="disclosure.made")
        assert events.filter(kind="document.read").count() == 1
    assert (went.detail["consent"], went.detail["sha256"]) == (str(consent.id), made.sha256)
    with case.at_work():
        assert Entry.objects.filter(kind="enquiry", subject=made.pk, part="health", visibility="client").exists()


def test_the_letter_is_sealed_and_its_words_stand_nowhere_else(case: Case, cast: Cast, database: str) -> None:
    made = case.enquiry(necessity="kanarie in de brief")
    with case.at_work(cast.psychologist):
        document = Document.objects.get(pk=made.document_id)
    assert (document.part, document.name) == ("health", "letter.pdf")
    with connection_of(Role.BACKUP, database) as copy:
        for table in ("access_document", "sharing_enquiry", "access_ledgerevent", "access_entry"):
            rows = copy.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table} t").fetchone()
            assert rows is not None
            assert "kanarie in de brief" not in rows[0], table


@pytest.mark.parametrize(
    "given",
    [
        {"direction": "out"},
        {"information": "diagnosis"},
        {"direction": "out", "recipient_kind": "sponsor", "recipient_label": ""},
    ],
    ids=["to give, not to ask", "what we have no place for", "a sponsor"],
)
def test_another_consent_is_none_to_ask(case: Case, browse: Browse, cast: Cast, given: dict[str, object]) -> None:
    contact = {"contact": case.contact} if given.get("recipient_kind") == "sponsor" else {}
    other = case.consent(**DOCTOR | given | contact)
    answer = browse(cast.psychologist).get(address(case, other))
    assert answer.status_code == 403
    with pytest.raises(Refused) as refused:
        case.enquiry(consent=other)
    assert "6.health" in refused.value.decision.articles


def test_a_consent_that_ended_lets_nothing_be_asked(case: Case, consent: Consent, browse: Browse, cast: Cast) -> None:
    with case.at_work() as actor:
        withdraw(consent=consent, by=actor, at=timezone.now())
    assert browse(cast.psychologist).post(address(case, consent), FILLED).status_code == 403
    late = case.consent(**DOCTOR, given_at=timezone.now() - timedelta(days=9), expires_on=timezone.localdate())
    assert browse(cast.psychologist).get(address(case, late)).status_code == 200
    with pytest.raises(Refused):
        case.enquiry(consent=consent)
    with case.at_work(cast.psychologist):
        assert not Enquiry.objects.filter(dossier=case.dossier).exists()


def test_without_a_need_nothing_is_asked_and_what_was_typed_stays(
    case: Case, consent: Consent, browse: Browse, cast: Cast
) -> None:
    answer = browse(cast.psychologist).post(address(case, consent), FILLED | {"necessity": " "})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "id_necessity_error" in page
    assert FILLED["question"] in page
    with pytest.raises(Refused):
        case.enquiry(necessity=" ", consent=consent)


@pytest.mark.parametrize("who", ["coach", "back_office", "team_leader", "privacy_officer"])
def test_who_has_no_right_on_health_data_asks_nothing_and_sees_no_letter(
    case: Case, consent: Consent, browse: Browse, cast: Cast, who: str
) -> None:
    made = case.enquiry(consent=consent)
    browser = browse(getattr(cast, who))
    for page in (
        address(case, consent),
        reverse("enquiries:list", args=(case.dossier.id,)),
        reverse("enquiries:letter", args=(case.dossier.id, made.pk)),
    ):
        assert browser.get(page).status_code == 404
    with case.at_work(cast.coach):
        assert not Enquiry.objects.filter(dossier=case.dossier).exists()
        assert not Document.objects.filter(pk=made.document_id).exists()


def test_an_unknown_letter_or_consent_is_not_there(case: Case, browse: Browse, cast: Cast) -> None:
    browser = browse(cast.psychologist)
    assert (
        "Er is geen arts iets gevraagd"
        in browser.get(reverse("enquiries:list", args=(case.dossier.id,))).content.decode()
    )
    for name in ("enquiries:ask", "enquiries:letter"):
        assert browser.get(reverse(name, args=(case.dossier.id, case.dossier.id))).status_code == 404
