"""A form tells what is wrong, where, and can be used without seeing it."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from lxml import html

from inzage.kit.forms import DayField, KitForm, LineField, MomentField, UploadField


class Sample(KitForm):
    """One field of each kind."""

    sections = (("Wie", ("name", "born")),)

    name = LineField(label="Naam", help_text="Zoals in het paspoort")
    born = DayField(label="Geboren", required=False)
    way = forms.ChoiceField(label="Hoe", choices=[("m", "Mail"), ("b", "Brief")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Zeker")
    secret = forms.CharField(widget=forms.HiddenInput)
    scan = UploadField(label="Scan", allowed=("pdf",), max_bytes=1000, required=False)


def drawn(form: forms.Form) -> html.HtmlElement:
    return html.fromstring(f"<form>{form}</form>")


def scans(content: bytes) -> MultiValueDict[str, UploadedFile[bytes]]:
    return MultiValueDict({"scan": [SimpleUploadedFile("a.pdf", content)]})


def test_every_field_has_a_name() -> None:
    page = drawn(Sample())
    for field in page.xpath("//input[not(@type='hidden')]"):
        labels = page.xpath(f"//label[@for='{field.get('id')}']")
        assert labels, field.get("name")
        assert labels[0].text_content().strip()
    assert page.xpath("//fieldset[@id='id_way']/legend")[0].text_content().strip() == "Hoe"


def test_help_and_errors_are_tied_to_their_field() -> None:
    page = drawn(Sample({"name": "", "way": "x"}))
    field = page.xpath("//input[@name='name']")[0]
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-required") == "true"
    told = [page.get_element_by_id(key).text_content() for key in field.get("aria-describedby").split()]
    assert "Zoals in het paspoort" in told[0]
    assert "verplicht" in told[1]
    group = page.get_element_by_id("id_way")
    assert page.get_element_by_id(group.get("aria-describedby")).text_content().strip()


def test_a_label_that_is_a_sentence_gets_no_second_stop_in_the_summary() -> None:
    form = Sample({"name": "x", "way": "m", "secret": "x"})
    form.fields["sure"].label = "Ik weet het zeker."
    (told,) = drawn(form).xpath("//*[@data-error-summary]//a")
    assert told.text_content().startswith("Ik weet het zeker: ")


def test_the_summary_on_top_leads_to_each_wrong_field() -> None:
    page = drawn(Sample({"name": "", "secret": ""}))
    links = page.xpath("//*[@data-error-summary]//a")
    assert [link.text_content().partition(":")[0] for link in links] == ["Naam", "Hoe", "Zeker"]
    for link in links:
        assert page.get_element_by_id(link.get("href")[1:]) is not None
    assert "secret" in page.xpath("//*[@data-error-summary]")[0].text_content().lower()


def test_a_right_form_has_no_summary() -> None:
    assert not drawn(Sample()).xpath("//*[@data-error-summary]")


def test_fields_stand_under_their_heading_and_none_is_lost() -> None:
    page = drawn(Sample())
    group = page.xpath("//fieldset[legend='Wie']")[0]
    assert [field.get("name") for field in group.xpath(".//input")] == ["name", "born"]
    assert {field.get("name") for field in page.xpath("//input")} == {"name", "born", "way", "sure", "secret", "scan"}


def test_only_what_is_not_required_is_marked() -> None:
    labels = {label.get("for"): label.text_content() for label in drawn(Sample()).xpath("//label")}
    assert "(niet verplicht)" in labels["id_born"]
    assert "(niet verplicht)" not in labels["id_name"]


@pytest.mark.parametrize("typed", ["2026-11-03", "3-11-2026", "03/11/2026", "3.11.2026"])
def test_a_day_is_understood_in_the_dutch_ways(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 3)


def test_a_line_is_cleaned_before_it_is_judged() -> None:
    assert LineField().clean("  Jan\u202e  Smit ") == "Jan Smit"
    with pytest.raises(forms.ValidationError):
        LineField().clean("\u200b")


def test_a_file_is_judged_by_its_content() -> None:
    data = {"name": "x", "way": "m", "sure": "on", "secret": "s"}
    good = Sample(data, scans(b"%PDF-1.7"))
    bad = Sample(data, scans(b"<html>"))
    assert good.is_valid()
    assert good.cleaned_data["scan"].media_type == "application/pdf"
    assert Sample(data).is_valid()
    assert list(bad.errors) == ["scan"]


def test_a_placeholder_that_repeats_the_label_goes() -> None:
    class Login(KitForm):
        """As allauth makes it."""

        mail = forms.CharField(label="Mail", widget=forms.TextInput(attrs={"placeholder": "Mail"}))

    assert "placeholder" not in str(Login())


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_that_is_a_slip_of_the_pen_is_no_day(year: str) -> None:
    """The first and the last of all days cannot be reckoned with: kept once, a page that shows them would be lost."""
    for field, text in ((DayField(), f"{year}-12-31"), (MomentField(), f"{year}-01-01T00:00")):
        with pytest.raises(forms.ValidationError, match="jaartal"):
            field.clean(text)


def test_an_ordinary_day_and_moment_are_read() -> None:
    assert DayField().clean("31-12-1980") == date(1980, 12, 31)
    moment = MomentField().clean("2026-11-03T09:30")
    assert moment is not None
    assert (moment.year, moment.minute, moment.tzinfo is not None) == (2026, 30, True)
