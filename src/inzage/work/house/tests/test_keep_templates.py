"""House templates are values and fields, never code, and a second person publishes them (6.sending, 11.security)."""

import struct
import zlib
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent, Task
from inzage.law.decisions.decision import Refused
from inzage.paper.content import Style
from inzage.work.conftest import Case, Write, locked
from inzage.work.house import actions
from inzage.work.house.facts import form_fields, style_at, usable_forms
from inzage.work.house.forms import contrast_on_white
from inzage.work.house.models import HouseStyle, PrescribedForm
from inzage.work.house.sample import sample_page
from inzage.work.reports.content import content_of
from tests.kit.fixtures import Browse, Cast, Member


def png(width: int = 12, height: int = 4) -> bytes:
    """A plain picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + bytes([23, 94, 107] * width) for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def word(text: str) -> bytes:
    """A Word file with one paragraph."""
    document, written = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(written)
    return written.getvalue()


def published(cast: Cast, style: Style) -> HouseStyle:
    with acting(cast.back_office.person) as actor:
        kept = actions.draft_style(style=style, by=actor, at=timezone.now())
    with acting(cast.manager.person) as actor:
        return actions.publish_style(style=kept, by=actor, at=timezone.now())


@pytest.mark.article("11.security")
def test_the_author_of_a_style_does_not_publish_it(cast: Cast) -> None:
    with acting(cast.back_office.person) as actor:
        kept = actions.draft_style(style=Style(accent="#123456"), by=actor, at=timezone.now())
        assert Task.objects.filter(kind="publish_style", subject=kept.pk, done_at=None).exists()
        for later in (timedelta(), timedelta(days=9)):
            with pytest.raises(Refused) as refused:
                actions.publish_style(style=kept, by=actor, at=timezone.now() + later)
            assert refused.value.decision.articles == ("11.security",)
    with acting(cast.manager.person) as actor:
        actions.publish_style(style=kept, by=actor, at=timezone.now())
        assert style_at(timezone.now()).accent == "#123456"
        assert not Task.objects.filter(kind="publish_style", subject=kept.pk, done_at=None).exists()
        assert LedgerEvent.objects.filter(kind="template.published", subject=kept.pk).exists()


def test_a_locked_report_keeps_the_style_of_its_day(cast: Cast, case: Case, write: Write) -> None:
    published(cast, Style(accent="#111111", footer="KvK 1"))
    version = locked(cast, write(case))
    published(cast, Style(accent="#222222", footer="KvK 2"))
    later = locked(cast, write(case, text="Later."))
    with acting(cast.coach.person):
        assert content_of(version).style.footer == "KvK 1"
        assert content_of(later).style.footer == "KvK 2"


def test_a_picture_that_cannot_be_drawn_and_a_block_that_is_gone_are_refused(cast: Cast) -> None:
    broken = png()[:40]
    with acting(cast.back_office.person) as actor:
        for style in (Style(logo=broken, logo_text="Logo"), Style(blocks=("sections",)), Style(blocks=("facts",) * 4)):
            with pytest.raises(ValidationError):
                actions.draft_style(style=style, by=actor, at=timezone.now())
        assert sample_page(Style(logo=png(), logo_text="Logo"), at=timezone.now())


def test_words_of_a_style_are_never_read_as_typst(cast: Cast) -> None:
    nasty = '#panic("x") $x$ #import "look.typ" \\ ]} "'
    assert sample_page(Style(footer=nasty, letterhead=(nasty,), logo=png(), logo_text=nasty), at=timezone.now())


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast_on_white("#000000"), 2) == 21
    assert round(contrast_on_white("#ffffff"), 2) == 1
    assert round(contrast_on_white("#767676"), 2) == 4.54


def test_the_pages_keep_a_style_as_a_draft_and_let_another_publish_it(cast: Cast, browse: Browse) -> None:
    office, new = browse(cast.back_office), reverse("house:new_style")
    order = "sections,facts,remark,signature"
    filled = {"accent": "#175e6b", "letterhead": "Kade 1\n3511 AB Utrecht", "footer": "KvK 1", "blocks": order}
    for wrong, field in (
        ({"accent": "#ffff00"}, "accent"), ({"accent": "red"}, "accent"), ({"blocks": "sections"}, "blocks"),
        ({"letterhead": "x\n" * 6}, "letterhead"),
        ({"logo": SimpleUploadedFile("logo.png", png()), "logo_text": ""}, "logo_text"),
        ({"logo": SimpleUploadedFile("logo.png", b"GIF89a..")}, "logo"),
    ):  # fmt: skip
        assert f"id_{field}_error" in office.post(new, filled | wrong).content.decode(), field
    logo = SimpleUploadedFile("logo.png", png())
    answer = office.post(new, filled | {"logo": logo, "logo_text": "Ons logo"})
    page = answer.headers["Location"]
    assert b"data:image/png" in office.get(page).content
    assert office.post(page).status_code == 403
    with acting(cast.manager.person):
        kept = HouseStyle.objects.get(pk=UUID(page.rstrip("/").rpartition("/")[2]))
        assert (kept.published_at, kept.blocks) == (None, order.split(","))
    manager = browse(cast.manager)
    assert manager.post(page).status_code == 302
    listed = manager.get(reverse("house:list")).content.decode()
    assert page in listed
    again = office.post(new, filled | {"keep_logo": "on", "logo_text": "Ons logo"}).headers["Location"]
    with acting(cast.manager.person):
        assert bytes(HouseStyle.objects.get(pk=UUID(again.rstrip("/").rpartition("/")[2])).logo) == png()
    assert browse(cast.coach).get(reverse("house:list")).status_code == 403


def form_of(cast: Cast, name: str, text: str, *, by: Member | None = None) -> PrescribedForm:
    with acting((by or cast.back_office).person) as actor:
        kept = actions.draft_form(name=name, content=word(text), by=actor, at=timezone.now())
    with acting(cast.manager.person) as actor:
        return actions.publish_form(form=kept, by=actor, at=timezone.now())


@pytest.mark.article("6.sending")
def test_a_form_is_used_in_its_last_published_version_until_it_is_withdrawn(cast: Cast) -> None:
    name = "UWV proefformulier"
    first = form_of(cast, name, "{{client_name}}")
    second = form_of(cast, name, "{{client_name}} {{report_advice}}")
    with acting(cast.back_office.person) as actor:
        assert (first.number, second.number, second.fields) == (1, 2, ["client_name", "report_advice"])
        actions.draft_form(name=name, content=word("{{employer}}"), by=actor, at=timezone.now())
        assert [form.pk for form in usable_forms() if form.name == name] == [second.pk]
        actions.withdraw_form(form=second, by=actor, at=timezone.now())
        assert [form.pk for form in usable_forms() if form.name == name] == []
        assert LedgerEvent.objects.filter(kind="template.withdrawn", subject=second.pk).exists()


def test_what_never_goes_to_a_sponsor_is_no_field_of_a_form(cast: Cast) -> None:
    assert {"client_name", "report_attendance"} <= form_fields().keys()
    assert not {"report_diagnosis", "report_treatment", "report_cause_of_absence"} & form_fields().keys()


@pytest.mark.article("6.sending")
def test_the_page_names_what_is_wrong_with_a_form_and_keeps_nothing(cast: Cast, browse: Browse) -> None:
    office, new = browse(cast.back_office), reverse("house:new_form")

    def add(text: str) -> str:
        file = SimpleUploadedFile("formulier.docx", word(text))
        answer = office.post(new, {"name": "Proef met fouten", "file": file}, follow=True)
        return str(answer.content.decode())

    assert "<code>hobby</code>" in add("{{ hobby }}")
    assert "word/document.xml" in add("{{ 7*7 }}")
    with acting(cast.back_office.person):
        assert not PrescribedForm.objects.filter(name="Proef met fouten").exists()
    assert "client_name" in add("{{ client_name }}")
    with acting(cast.back_office.person):
        kept = PrescribedForm.objects.get(name="Proef met fouten")
    page = reverse("house:form", args=[kept.pk])
    assert office.post(page).status_code == 403
    manager = browse(cast.manager)
    assert manager.get(reverse("house:form_file", args=[kept.pk])).status_code == 200
    assert manager.post(page).status_code == 302
    assert manager.post(reverse("house:withdraw", args=[kept.pk])).status_code == 302
