"""Importing: a dry run by rows, bad rows by row and column, all or nothing, doubles left out, staging erased."""

import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent, Task
from inzage.clients.conftest import MakeClient, see, unique
from inzage.clients.registration.imports import import_file
from inzage.clients.registration.imports.actions import check_rows, finish, start
from inzage.clients.registration.imports.models import ImportBatch, ImportRow
from inzage.clients.registration.models import Client, ClientContact, ClientIdentity
from tests.kit.fixtures import Browse, Cast, MakeDossier, Now

HEADINGS = "Achternaam;Voornaam;Geboortedatum;E-mailadres;Telefoon;Dienst;Eerste ziektedag"


def _file(*rows: str) -> bytes:
    return "\r\n".join((HEADINGS, *rows)).encode()


def _dry_run(cast: Cast, content: bytes, service: str = "") -> ImportBatch:
    with acting(cast.back_office.person) as actor:
        batch = start(content=content, service=service, by=actor, at=timezone.now())
        while not batch.is_checked:
            batch = check_rows(batch=batch.pk, by=actor, at=timezone.now())
    return batch


@pytest.mark.article("3.a")
def test_a_good_file_is_imported_whole_and_its_staging_erased(cast: Cast, now: Now) -> None:
    name = unique("Vries")
    batch = _dry_run(
        cast,
        _file(
            f"{name};Anna;31 januari 1980;anna@example.org;+31 6 12345678;Re-integratie spoor 2;5-1-2026",
            f"{name};Bram;;bram@example.org;;coaching;",
        ),
    )
    assert (batch.total, batch.bad, batch.known, batch.fresh) == (2, 0, 0, 2)
    with acting(cast.back_office.person) as actor:
        assert not Client.objects.filter(last_name=name).exists(), "a dry run imports nothing"
        assert finish(batch=batch.pk, by=actor, at=now()) == 2
        anna, bram = Client.objects.filter(last_name=name).order_by("first_name")
        assert bram.services == ["coaching"]
        assert not ImportBatch.objects.filter(pk=batch.pk).exists()
        assert not ImportRow.objects.filter(batch=batch.pk).exists()
        assert Entry.objects.filter(dossier__in=[anna.dossier_id, bram.dossier_id]).count() == 2
        assert LedgerEvent.objects.filter(kind="client.imported", dossier=anna.dossier_id).exists()
    see(cast.back_office, anna.dossier_id)
    with acting(cast.back_office.person):
        assert str(ClientIdentity.objects.get(dossier=anna.dossier_id).date_of_birth) == "1980-01-31"
        assert ClientContact.objects.get(dossier=anna.dossier_id).phone == "+31 6 12345678"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";Anna;;anna@example.org;;coaching;", "Achternaam"),
        ("Bos;=1+1;;bos@example.org;;coaching;", "Voornaam"),
        ("Bos;@SUM(A1);;bos@example.org;;coaching;", "Voornaam"),
        ("Bos;-Anna;;bos@example.org;;coaching;", "Voornaam"),
        ("Bos;Anna;;bos@example.org;+cmd|' /C calc'!A0;coaching;", "Telefoon"),
        ("Bos;Anna;;bos@example.org;=06;coaching;", "Telefoon"),
        ("Bos;Anna;31-02-1980;bos@example.org;;reintegration_second;", "Geboortedatum"),
        ("Bos;Anna;;bos@;;coaching;", "E-mailadres"),
        ("Bos;Anna;;bos@example.org;;sterrenwichelarij;", "Dienst"),
        ("Bos;Anna;;bos@example.org;;;", "Dienst"),
        ("Bos;Anna;;bos@example.org;;coaching;5-1-2026", "Eerste ziektedag"),
    ],
)
def test_a_bad_row_is_named_by_row_and_column_and_nothing_is_imported(
    cast: Cast, tmp_path: Path, now: Now, row: str, column: str
) -> None:
    name = unique("Goed")
    path = tmp_path / "clients.csv"
    path.write_bytes(_file(f"{name};Anna;;anna@example.org;;coaching;", row))
    with acting(cast.back_office.person) as actor, translation.override("en"):
        report = import_file(path, dry_run=False, by=actor, at=now())
        assert (report.imported, report.total) == (0, 2)
        assert {(problem.row, problem.column) for problem in report.problems} == {(3, column)}
        assert not Client.objects.filter(last_name=name).exists()
    batch = _dry_run(cast, path.read_bytes())
    assert (batch.bad, batch.fresh) == (1, 1)
    with acting(cast.back_office.person) as actor, pytest.raises(ValidationError):
        finish(batch=batch.pk, by=actor, at=now())
    with acting(cast.back_office.person):
        assert not Client.objects.filter(last_name=name).exists()


def test_the_same_person_twice_in_a_file_is_a_bad_row_also_across_chunks(cast: Cast, tmp_path: Path, now: Now) -> None:
    name = unique("Bos")
    rows = [f"{name} {number};Anna;;;;coaching;" for number in range(120)]
    content = _file(*rows, f"{name} 0;anna;;;;coaching;")
    batch = _dry_run(cast, content)
    assert (batch.bad, batch.fresh) == (1, 120)
    with acting(cast.back_office.person) as actor:
        assert ImportRow.objects.get(batch=batch, outcome="bad").twin == 2
        path = tmp_path / "clients.csv"
        path.write_bytes(content)
        (problem,) = import_file(path, dry_run=True, by=actor, at=now()).problems
        assert problem.row == 122


def test_a_couple_with_one_address_is_two_people(cast: Cast) -> None:
    name = unique("Bos")
    batch = _dry_run(
        cast, _file(f"{name};Anna;;thuis@example.org;;coaching;", f"{name};Bram;;thuis@example.org;;coaching;")
    )
    assert (batch.bad, batch.fresh) == (0, 2)


def test_who_is_known_is_left_out_so_that_a_file_can_be_imported_twice(
    cast: Cast, tmp_path: Path, now: Now, make_client: MakeClient
) -> None:
    client = make_client(first_name="Anna", email="anna@example.org")
    path = tmp_path / "clients.csv"
    path.write_bytes(
        _file(
            f"{client.last_name.upper()};ANNA;;Anna@Example.org;;coaching;",
            f"{client.last_name};Bram;;bram@example.org;;coaching;",
        )
    )
    with acting(cast.back_office.person) as actor:
        dry = import_file(path, dry_run=True, by=actor, at=now())
        assert (dry.fresh, dry.known, dry.imported) == (1, 1, 0)
        assert import_file(path, dry_run=False, by=actor, at=now()).imported == 1
        again = import_file(path, dry_run=False, by=actor, at=now())
        assert (again.fresh, again.known, again.imported) == (0, 2, 0)
    batch = _dry_run(cast, path.read_bytes())
    with acting(cast.back_office.person):
        assert ImportRow.objects.filter(batch=batch, known_as=client.dossier.number).count() == 1


def test_who_became_known_since_the_dry_run_is_left_out(cast: Cast, now: Now, make_client: MakeClient) -> None:
    name = unique("Bos")
    batch = _dry_run(cast, _file(f"{name};Anna;;anna@example.org;;coaching;"))
    make_client(first_name="Anna", last_name=name, email="anna@example.org")
    with acting(cast.back_office.person) as actor:
        assert finish(batch=batch.pk, by=actor, at=now()) == 0
        assert Client.objects.filter(last_name=name).count() == 1


@pytest.mark.article("2.registration")
def test_a_referral_names_its_sponsor_and_is_owed_the_notice(
    cast: Cast, tmp_path: Path, now: Now, make_dossier: MakeDossier
) -> None:
    sponsor, name = make_dossier(kind="sponsor"), unique("Bos")
    path = tmp_path / "clients.csv"
    path.write_text(
        f"achternaam,email,bron,opdrachtgever\n{name},a@b.nl,,{sponsor.number.lower()}\n"
        f"{name} twee,c@d.nl,werkgever,\n{name} drie,e@f.nl,zelf,\n"
    )
    with acting(cast.back_office.person) as actor:
        assert import_file(path, dry_run=False, by=actor, at=now(), service="coaching").imported == 3
        found = {
            client.last_name.removeprefix(name): (client.source, client.referrer_id)
            for client in Client.objects.filter(last_name__startswith=name)
        }
        assert found == {"": ("sponsor", sponsor.pk), " twee": ("sponsor", None), " drie": ("self", None)}
        dossiers = Client.objects.filter(last_name__startswith=name).values("dossier")
        assert Task.objects.filter(dossier__in=dossiers, kind="notice_due").count() == 2


@pytest.mark.parametrize("row", ["Bos,a@b.nl,tante,", "Bos,a@b.nl,,O-1999-0001", "Bos,a@b.nl,zelf,{sponsor}"])
def test_a_wrong_referral_is_a_bad_row(
    cast: Cast, tmp_path: Path, now: Now, make_dossier: MakeDossier, row: str
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(f"achternaam,email,bron,opdrachtgever\n{row.format(sponsor=make_dossier(kind='sponsor').number)}\n")
    with acting(cast.back_office.person) as actor:
        (problem,) = import_file(path, dry_run=True, by=actor, at=now(), service="coaching").problems
    assert problem.row == 2
    assert problem.column in {"bron", "opdrachtgever"}


@pytest.mark.parametrize("name", ["no such file.csv", "."])
def test_a_file_that_cannot_be_read_is_told(cast: Cast, tmp_path: Path, now: Now, name: str) -> None:
    with acting(cast.back_office.person) as actor, pytest.raises(ValidationError):
        import_file(tmp_path / name, dry_run=True, by=actor, at=now())


def test_a_huge_file_and_a_file_without_a_service_are_told(cast: Cast, tmp_path: Path, now: Now) -> None:
    path = tmp_path / "clients.csv"
    for content in (b"x" * (10 * 1024 * 1024 + 1), b"achternaam\nBos"):
        path.write_bytes(content)
        with acting(cast.back_office.person) as actor, pytest.raises(ValidationError):
            import_file(path, dry_run=True, by=actor, at=now())


def test_a_failure_half_way_leaves_nothing(
    cast: Cast, tmp_path: Path, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = unique("Half")
    path = tmp_path / "clients.csv"
    path.write_bytes(_file(*[f"{name} {number};;;a{number}@b.nl;;coaching;" for number in range(30)]))
    monkeypatch.setattr("inzage.clients.registration.imports.actions.SLICE", 10)

    def stop(done: int, total: int) -> None:
        if done == 20:
            raise RuntimeError(total)

    with pytest.raises(RuntimeError), acting(cast.back_office.person) as actor:
        import_file(path, dry_run=False, by=actor, at=now(), progress=stop)
    with acting(cast.back_office.person) as actor:
        assert not Client.objects.filter(last_name__startswith=name).exists()


@pytest.mark.slow
def test_a_thousand_clients_take_some_seconds_and_a_few_statements_each(cast: Cast, tmp_path: Path, now: Now) -> None:
    name = unique("Duizend")
    path = tmp_path / "clients.csv"
    path.write_bytes(_file(*[f"{name} {number};Anna;;a{number}@b.nl;;coaching;" for number in range(1000)]))
    heard: list[tuple[int, int]] = []
    began = time.monotonic()
    with acting(cast.back_office.person) as actor:
        report = import_file(
            path, dry_run=False, by=actor, at=now(), progress=lambda done, total: heard.append((done, total))
        )
    took = time.monotonic() - began
    assert report.imported == 1000
    assert heard == [(500, 1000), (1000, 1000)]
    assert took < 20
    with acting(cast.back_office.person), connection.cursor() as cursor:
        cursor.execute("select count(*) from clients_client where last_name like %s", [f"{name}%"])
        assert cursor.fetchone() == (1000,)


def test_the_pages_lead_from_file_to_clients(cast: Cast, browse: Browse) -> None:
    name = unique("Pagina")
    browser = browse(cast.back_office)
    rows = [f"{name} {number};Anna;;a{number}@b.nl;;;" for number in range(150)]
    upload = {"file": SimpleUploadedFile("clients.csv", _file(*rows)), "service": "coaching"}
    shown = browser.post(reverse("registration:import"), upload).headers["Location"]
    assert "<progress" in browser.get(shown).content.decode()
    assert "150" in browser.get(reverse("registration:import")).content.decode(), "left half-way, and listed"
    half = browser.post(f"{shown}check/", headers={"HX-Request": "true"})
    assert 'value="100"' in half.content.decode()
    done = browser.post(f"{shown}check/", headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == shown
    assert f"{shown}confirmation/" in browser.get(shown).content.decode()
    assert browser.post(f"{shown}confirmation/").headers["Location"] == reverse("registration:list")
    assert browser.post(f"{shown}confirmation/").headers["Location"] == reverse("registration:import"), (
        "a second click does nothing"
    )
    assert browser.get(shown).status_code == 404
    with acting(cast.back_office.person):
        assert Client.objects.filter(last_name__startswith=name).count() == 150


def test_a_formula_for_a_last_name_is_named_once(cast: Cast, now: Now, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(_file("=1+1;Anna;;a@b.nl;;coaching;", ";Bram;;b@b.nl;;coaching;"))
    with acting(cast.back_office.person) as actor:
        problems = import_file(path, dry_run=True, by=actor, at=now()).problems
    assert [(problem.row, problem.column) for problem in problems] == [(2, "Achternaam"), (3, "Achternaam")]


def test_the_page_names_bad_rows_and_offers_no_import(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.back_office)
    content = _file(
        "Bos;Anna;31-02-1980;a@b.nl;;reintegration_second;", "Bos;Bram;;;;coaching;", "Bos;Bram;;;;coaching;"
    )
    shown = browser.post(reverse("registration:import"), {"file": SimpleUploadedFile("c.csv", content)}).headers[
        "Location"
    ]
    browser.post(f"{shown}check/")
    page = browser.get(shown).content.decode()
    assert "Geboortedatum" in page
    assert "confirmation" not in page
    assert browser.post(f"{shown}confirmation/").headers["Location"] == shown
    browser.post(f"{shown}removal/")
    assert browser.get(shown).status_code == 404


def test_a_file_that_is_no_table_is_told_on_the_form(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.back_office)
    for content in (b"", b"Bos;Anna", b"%PDF-1.7 x", b"Achternaam;Kleur\nBos;rood"):
        answer = browser.post(reverse("registration:import"), {"file": SimpleUploadedFile("c.csv", content)})
        assert answer.status_code == 200
        assert "kit-error-summary" in answer.content.decode()


def test_the_example_file_opens_in_a_spreadsheet(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.back_office).get(reverse("registration:import_template"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content.decode().startswith("\ufeff")
    assert "Achternaam;" in answer.content.decode()


@pytest.mark.article("6.need")
def test_anothers_staged_file_is_not_there(cast: Cast, browse: Browse, now: Now) -> None:
    batch = _dry_run(cast, _file("Bos;Anna;;a@b.nl;;coaching;"))
    for member in (cast.manager, cast.coach):
        with acting(member.person) as actor:
            assert not ImportBatch.objects.filter(pk=batch.pk).exists()
            assert not ImportRow.objects.filter(batch=batch.pk).exists()
            with pytest.raises(ImportBatch.DoesNotExist):
                check_rows(batch=batch.pk, by=actor, at=now())
    assert browse(cast.coach).get(reverse("registration:import")).status_code == 403
