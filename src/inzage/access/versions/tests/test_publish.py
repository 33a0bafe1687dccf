"""From text file to publication: preview, draft, a check by another, publication, and everybody asked again."""

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from inzage.access import identity
from inzage.access.actor import Actor
from inzage.access.models import LedgerEvent, RegulationVersion, Task
from inzage.access.people import actions as people
from inzage.access.versions import actions, current_version
from inzage.law.decisions.decision import Refused
from inzage.law.policy import MODEL
from inzage.law.regulation import read_regulation_file
from tests.kit.fixtures import Cast, Member, member_fields

Browse = Callable[[Member], Client]
Acting = Callable[[Member], AbstractContextManager[Actor]]
TEXT = (MODEL / "text.md").read_bytes()
SEED = Path(__file__).parents[6] / "shared" / "seed" / "privacyreglement-werkcontact-2018.txt"


@pytest.fixture
def acknowledged_again(cast: Cast) -> Iterator[None]:
    """After a test that publishes: everybody of the cast knows the newest version, so that other tests go on."""
    yield
    version = current_version()
    assert version is not None
    for name in member_fields():
        with identity.acting(getattr(cast, name).person) as actor:
            people.acknowledge(version=version, by=actor, at=timezone.now())


def drafted(acting: Acting, author: Member) -> RegulationVersion:
    """A fresh draft."""
    with acting(author) as actor:
        return actions.draft(
            text=read_regulation_file(TEXT),
            label=f"v-{uuid4().hex[:8]}",
            description="Een proef",
            source_name="reglement.txt",
            source=TEXT,
            by=actor,
            at=timezone.now(),
        )


def upload(content: bytes, name: str = "reglement.txt") -> dict[str, object]:
    """The form with a file."""
    return {"file": SimpleUploadedFile(name, content, content_type="text/plain")}


def test_what_was_read_is_shown_before_anything_is_kept(cast: Cast, browse: Browse) -> None:
    before = RegulationVersion.objects.count()
    page = browse(cast.back_office).post("/regulation/new/", upload(TEXT)).content.decode()
    assert 'id="artikel-17"' in page
    assert "zeventien artikelen" in page
    assert RegulationVersion.objects.count() == before


@pytest.mark.skipif(not SEED.exists(), reason="the real regulation is not on this machine")
def test_the_real_regulation_is_read_whole(cast: Cast, browse: Browse) -> None:
    page = browse(cast.back_office).post("/regulation/new/", upload(SEED.read_bytes())).content.decode()
    assert page.count('class="law-article"') == 17
    assert "zeventien artikelen" in page


def test_a_text_that_lacks_articles_is_shown_with_what_lacks(cast: Cast, browse: Browse) -> None:
    text = b"Kop\n\nArtikel 1 Begin\nTekst.\n"
    page = browse(cast.back_office).post("/regulation/new/", upload(text)).content.decode()
    assert "ontbreken artikelen" in page
    assert "2, 3, 4" in page
    assert "a, b, c" in page


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "leeg"), (b"%PDF-1.7 x", "soort bestand"), (b"geen enkel", "Artikel")]
)
def test_another_file_is_refused_with_what_to_do(cast: Cast, browse: Browse, content: bytes, said: str) -> None:
    answer = browse(cast.back_office).post("/regulation/new/", upload(content))
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_the_draft_is_kept_and_the_check_asked(cast: Cast, browse: Browse, acting: Acting) -> None:
    label = f"2026.{uuid4().hex[:6]}"
    form = {"label": label, "description": "Nieuw", "source_name": "r.txt", "content": base64.b64encode(TEXT).decode()}
    answer = browse(cast.back_office).post("/regulation/draft/", form)
    version = RegulationVersion.objects.get(label=label)
    assert answer["Location"] == f"/regulation/{version.pk}/"
    assert (version.author, version.author_role) == (cast.back_office.person, "back_office")
    with acting(cast.privacy_officer):
        assert Task.objects.filter(subject=version.pk, kind="check_regulation", done_at=None).count() == 1


def test_a_label_is_used_once_and_fits_an_address(cast: Cast, browse: Browse, acting: Acting) -> None:
    taken = drafted(acting, cast.back_office)
    for label in (taken.label.upper(), "mei 2018/2"):
        form = {"label": label, "description": "x", "source_name": "r.txt", "content": base64.b64encode(TEXT).decode()}
        answer = browse(cast.back_office).post("/regulation/draft/", form)
        assert answer.status_code == 200
        assert 'href="#id_label"' in answer.content.decode()


@pytest.mark.article("17.lawful-change")
def test_nothing_is_published_without_a_check_by_another(cast: Cast, browse: Browse, acting: Acting) -> None:
    version = drafted(acting, cast.back_office)
    answer = browse(cast.back_office).post(f"/regulation/{version.pk}/publication/")
    assert answer.status_code == 403
    assert "Artikel 17" in answer.content.decode()
    version.refresh_from_db()
    assert version.published_at is None


@pytest.mark.article("17.lawful-change")
def test_the_author_cannot_check_the_own_version(cast: Cast, browse: Browse, acting: Acting) -> None:
    version = drafted(acting, cast.privacy_officer)
    answer = browse(cast.privacy_officer).post(
        f"/regulation/{version.pk}/check/", {"remark": "Gelezen", "lawful": "on"}
    )
    assert answer.status_code == 403
    with acting(cast.privacy_officer) as actor, pytest.raises(Refused):
        actions.check(version=version, remark="", by=actor, at=timezone.now())


@pytest.mark.article("17.lawful-change")
@pytest.mark.parametrize("who", ["back_office", "coach", "manager"])
def test_only_the_privacy_officer_checks(cast: Cast, browse: Browse, acting: Acting, who: str) -> None:
    version = drafted(acting, cast.back_office)
    answer = browse(getattr(cast, who)).post(f"/regulation/{version.pk}/check/", {"remark": "x", "lawful": "on"})
    assert answer.status_code == 403


@pytest.mark.article("16.change")
@pytest.mark.article("1.confidentiality")
@pytest.mark.usefixtures("acknowledged_again")
def test_after_publication_everybody_is_asked_again(cast: Cast, browse: Browse, acting: Acting) -> None:
    version = drafted(acting, cast.back_office)
    checked = browse(cast.privacy_officer).post(
        f"/regulation/{version.pk}/check/", {"remark": "AVG en UAVG nagelopen.", "lawful": "on"}
    )
    assert checked.status_code == 302
    with acting(cast.manager):
        asked = Task.objects.get(subject=version.pk, kind="publish_regulation")
        assert (asked.role, asked.done_at) == ("manager", None)
    assert browse(cast.coach).get("/regulation/").status_code == 200

    published = browse(cast.back_office).post(f"/regulation/{version.pk}/publication/", {"relevant_change": "on"})
    assert published.status_code == 302
    assert current_version() == version
    assert browse(cast.coach).get("/regulation/")["Location"] == "/start/"

    with acting(cast.privacy_officer) as actor:
        people.acknowledge(version=version, by=actor, at=timezone.now())
    with acting(cast.privacy_officer):
        kinds = set(LedgerEvent.objects.filter(subject=version.pk).values_list("kind", flat=True))
    assert {"regulation.drafted", "regulation.checked", "regulation.published"} <= kinds
    with acting(cast.manager) as actor:
        people.acknowledge(version=version, by=actor, at=timezone.now())
    with acting(cast.manager):
        assert Task.objects.get(subject=version.pk, kind="publish_regulation").done_at is not None


@pytest.mark.article("16.change")
@pytest.mark.usefixtures("acknowledged_again")
def test_a_change_that_matters_leaves_the_duty_to_tell(cast: Cast, browse: Browse, acting: Acting) -> None:
    version = drafted(acting, cast.back_office)
    at = timezone.now()
    with acting(cast.privacy_officer) as actor:
        actions.check(version=version, remark="Gezien", by=actor, at=at)
    with acting(cast.back_office) as actor:
        actions.publish(version=version, relevant_change=True, by=actor, at=at)
        people.acknowledge(version=version, by=actor, at=at)
    page = browse(cast.back_office).get(f"/regulation/{version.pk}/").content.decode()
    assert f"/regulation/{version.pk}/told/" in page
    browse(cast.back_office).post(f"/regulation/{version.pk}/told/")
    with acting(cast.back_office):
        task = Task.objects.get(subject=version.pk, kind="tell_change")
        assert task.done_by == cast.back_office.person
        assert task.article == "16.change"


@pytest.mark.article("V.versions")
def test_the_difference_marks_words_for_eye_and_ear(cast: Cast, browse: Browse, acting: Acting) -> None:
    earlier = current_version()
    assert earlier is not None
    with acting(cast.back_office) as actor:
        version = actions.draft(
            text=read_regulation_file(TEXT.replace(b"binnen een maand", b"binnen twee weken", 1)),
            label=f"v-{uuid4().hex[:8]}",
            description="Sneller",
            source_name="r.txt",
            source=TEXT,
            by=actor,
            at=timezone.now(),
        )
    page = browse(cast.coach).get(f"/regulation/{version.pk}/since/{earlier.pk}/").content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    assert "[toegevoegd:]" in page
