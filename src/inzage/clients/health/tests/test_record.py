"""What a client can and cannot do is kept sealed, in versions, where a service or a consent carries it (6.health)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent
from inzage.clients.health.actions import Stated, record_capacity
from inzage.clients.health.facts import grounds_of, shown, texts_of, versions
from inzage.law.decisions.decision import Refused
from inzage.sharing.consents.actions import withdraw
from inzage.work.engagements.actions import end
from tests.kit.cases import SCAN, Case
from tests.kit.cases import make_case as make_case
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]
pytestmark = pytest.mark.article("6.health")
COACHING = {"ready": False, "service": "coaching"}


def filled(**given: object) -> dict[str, object]:
    return {
        "aspect_possibilities": "Licht werk in de ochtend.",
        "aspect_energy": "Vier uur per dag.",
        "source": "physician",
        "stated_on": timezone.localdate().isoformat(),
    } | given


def keep(case: Case, information: str = "functional_capacity") -> object:
    return case.consent(
        information=information, direction="keep", recipient_kind="bureau", contact=None, recipient_label=""
    )


def test_a_psychologist_records_it_and_reads_it_back(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    # Given a client in reintegration, and a psychologist on the engagement
    case = make_case()
    browser = browse(case.give_health())
    # When what the client can do is recorded with the list it came from
    scan = SimpleUploadedFile("depressie.pdf", SCAN, "application/pdf")
    answer = browser.post(reverse("health:new", args=(case.dossier.id,)), filled(scan=scan))
    assert answer.status_code == 302, answer.content.decode()
    # Then the page shows it with its author, date and source; the list can be fetched under a name that says nothing
    page = browser.get(answer["Location"]).content.decode()
    for told in ("Licht werk in de ochtend.", "Vier uur per dag.", "Bedrijfsarts", "Test psychologist"):
        assert told in page
    with case.at_work(cast.psychologist):
        (version,) = versions(case.dossier.id)
    fetched = browser.get(reverse("health:document", args=(case.dossier.id, version.pk)))
    assert (fetched.content, fetched["Content-Disposition"]) == (SCAN, 'attachment; filename="list.pdf"')
    # And it is on the ledger: the recording and the reading
    with acting(cast.privacy_officer.person):
        logged = LedgerEvent.objects.filter(dossier=case.dossier.id, subject=version.pk).values_list("kind", flat=True)
        assert set(logged) == {"health.recorded", "document.read"}


def test_a_change_is_a_new_version_and_the_one_before_stays(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    case.capacity()
    browser = browse(cast.psychologist)
    begun = browser.get(reverse("health:new", args=(case.dossier.id,))).content.decode()
    assert "Licht werk, vier uur per dag." in begun
    browser.post(reverse("health:new", args=(case.dossier.id,)), filled(aspect_possibilities="Zes uur per dag."))
    page = browser.get(reverse("health:show", args=(case.dossier.id,))).content.decode()
    assert page.index("Zes uur per dag.") < page.index("Licht werk, vier uur per dag.")
    with case.at_work(cast.psychologist):
        assert [each.version for each in versions(case.dossier.id)] == [2, 1]


def test_the_page_has_no_place_for_illness_cause_or_treatment(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    page = browse(case.give_health()).get(reverse("health:new", args=(case.dossier.id,))).content.decode()
    assert page.count('data-words="health"') == page.count('name="aspect_')
    for field in ("diagnosis", "cause", "treatment", "medication", "doctor"):
        assert f"aspect_{field}" not in page


@pytest.mark.parametrize("aspect", ["diagnosis", "treatment", "cause_of_absence", "iq"])
def test_what_has_no_place_cannot_be_kept(make_case: MakeCase, aspect: str) -> None:
    case = make_case()
    with pytest.raises(Refused) as caught:
        case.capacity(texts={"possibilities": "Licht werk", aspect: "iets"})
    assert "6.health" in caught.value.decision.articles


def test_a_word_of_illness_is_named_and_stands_only_when_it_was_looked_at(make_case: MakeCase, browse: Browse) -> None:
    case = make_case()
    browser, address = browse(case.give_health()), reverse("health:new", args=(case.dossier.id,))
    given = filled(aspect_advice="Weer aan het werk als fysiotherapeut.")
    answer = browser.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "fysiotherapeut" in page.partition("kit-error-summary")[2][:1500]
    assert "Licht werk in de ochtend." in page
    assert browser.post(address, given | {"looked_at": "on"}).status_code == 302
    with pytest.raises(Refused, match=r"6\.health|ziekte|illness"):
        case.capacity(texts={"possibilities": "Heeft een depressie"})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"aspect_possibilities": "", "aspect_energy": ""}, "Er is niets ingevuld"),
        ({"stated_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "nog komen"),
        ({"source": "doctor"}, "source"),
        ({"scan": SimpleUploadedFile("x.pdf", b"MZ\x00\x01", "application/pdf")}, "scan"),
        ({"aspect_energy": "x" * 2001}, "aspect_energy"),
    ],
)
def test_a_bad_form_says_what_and_keeps_the_rest(
    make_case: MakeCase, browse: Browse, given: dict[str, object], told: str
) -> None:
    case = make_case()
    kept = {} if "aspect_possibilities" in given else {"aspect_advice": "Rustig opbouwen."}
    answer = browse(case.give_health()).post(reverse("health:new", args=(case.dossier.id,)), filled(**kept, **given))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "kit-error-summary" in page
    assert told in page
    assert ("Rustig opbouwen." in page) == bool(kept)


def test_without_need_for_it_no_health_is_kept_and_the_page_says_how_it_could(
    make_case: MakeCase, browse: Browse
) -> None:
    # Given a client who is coached: a service that needs no health data
    case = make_case(**COACHING)
    browser = browse(case.give_health())
    # Then writing is refused with the article and the way to it
    answer = browser.get(reverse("health:new", args=(case.dossier.id,)))
    assert answer.status_code == 403
    assert "schriftelijk toestemming" in answer.content.decode()
    assert "schriftelijk toestemming" in browser.get(reverse("health:show", args=(case.dossier.id,))).content.decode()
    with pytest.raises(Refused) as caught:
        case.capacity()
    assert caught.value.decision.articles == ("6.health",)


def test_a_written_consent_opens_the_place_for_exactly_that_kind(make_case: MakeCase, browse: Browse) -> None:
    case = make_case(**COACHING)
    keep(case, "adaptations")
    page = browse(case.give_health()).get(reverse("health:new", args=(case.dossier.id,))).content.decode()
    assert 'name="aspect_adaptations"' in page
    assert 'name="aspect_possibilities"' not in page
    with pytest.raises(Refused):
        case.capacity()
    assert case.capacity(texts={"adaptations": "Een stoel op maat."}).version == 1


def test_a_withdrawn_consent_closes_what_rested_on_it_at_once(make_case: MakeCase, browse: Browse) -> None:
    case = make_case(**COACHING)
    consent = keep(case)
    version = case.capacity(scan=SCAN)
    browser = browse(case.cast.psychologist)
    address = reverse("health:show", args=(case.dossier.id,))
    assert "Licht werk, vier uur per dag." in browser.get(address).content.decode()
    with case.at_work() as actor:
        withdraw(consent=consent, by=actor, at=timezone.now())  # type: ignore[arg-type]  # a consent
    page = browser.get(address).content.decode()
    assert "Licht werk, vier uur per dag." not in page
    assert "toestemming" in page
    assert browser.get(reverse("health:document", args=(case.dossier.id, version.pk))).status_code == 404
    with pytest.raises(Refused):
        case.capacity()


def test_after_the_engagement_nothing_new_is_kept_and_what_was_needed_stays(make_case: MakeCase, cast: Cast) -> None:
    case = make_case()
    version = case.capacity()
    with case.at_work(cast.team_leader) as actor:
        end(engagement=case.engagement, outcome="placed", by=actor, at=timezone.now())
    with case.at_work(cast.psychologist):
        grounds = grounds_of(case.dossier.id)
        late = timezone.now() + timedelta(weeks=5)
        assert shown(version, grounds, late).texts == texts_of(version)
        assert grounds[0].until is not None
        assert grounds[0].until < late


def test_the_time_line_has_a_line_without_content(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    case.capacity()
    with case.at_work():
        (entry,) = Entry.objects.filter(dossier=case.dossier, kind="health")
    assert (entry.part, entry.visibility) == ("health", "bureau")
    for member in (cast.psychologist, case.coach):
        page = browse(member).get(reverse("dossier:show", args=(case.dossier.id,))).content.decode()
        assert "Licht werk" not in page
        assert "Belastbaarheid" in page


def test_the_page_costs_no_more_with_many_versions(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    case.capacity()
    browser, address = browse(cast.psychologist), reverse("health:show", args=(case.dossier.id,))
    browser.get(address)
    with counted() as few:
        browser.get(address)
    for _ in range(4):
        case.capacity()
    with counted() as many:
        browser.get(address)
    assert len(many) == len(few)


def test_who_has_no_right_cannot_record_it_even_by_the_verb(make_case: MakeCase) -> None:
    case = make_case()
    stated = Stated(texts={"possibilities": "Licht werk"}, source="own", stated_on=timezone.localdate())
    with case.at_work() as coach, pytest.raises(ProgrammingError, match="row-level security"):
        record_capacity(dossier=case.dossier, stated=stated, by=coach, at=timezone.now())
