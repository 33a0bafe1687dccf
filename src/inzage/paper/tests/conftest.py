"""What the tests of the documents share: one report and one notice about fictional people."""

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import page
import pytest

from inzage.paper.content import Bureau, NoticeContent, Passage, Purpose, Recipient, ReportContent, Section

BUREAU = Bureau(name="Bureau De Werkhaven", address=("Kade 12", "3511 AB Utrecht"))


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def report() -> ReportContent:
    return ReportContent(
        language="nl",
        title="Voortgang re-integratie tweede spoor",
        kind_label="Voortgangsrapportage",
        bureau=BUREAU,
        recipient=Recipient(name="mevrouw S. de Wit", organisation="Gemeente Lindenrade"),
        client_label="A. Yilmaz",
        reference="WH-2026-0017-R2",
        service_label="Re-integratie spoor 2",
        period_label="1 oktober tot en met 31 december 2026",
        written_by="Joris van den Berg",
        written_on=date(2026, 11, 3),
        sections=(
            Section(
                title="Verloop",
                paragraphs=("Mevrouw was bij vier gesprekken.\nZij kwam op tijd.",),
                passages=(Passage(text="Ik wil weer met mensen werken.", source="gesprek van 2 november 2026"),),
            ),
            Section(title="Vervolg", paragraphs=("Eerst een oriëntatie.", "Daarna stage.")),
        ),
        client_remark="Dat klopt.",
        client_saw_on=date(2026, 11, 2),
        footer_code="1042-9f3a",
    )


@pytest.fixture
def notice() -> NoticeContent:
    return NoticeContent(
        language="nl",
        article="14",
        bureau=BUREAU,
        recipient=Recipient(name="Mevrouw A. Yilmaz", organisation="", address=("Lindelaan 3", "3511 AB Utrecht")),
        reference="WH-2026-0017-N1",
        dated=date(2026, 11, 3),
        salutation="Geachte mevrouw Yilmaz,",
        introduction=("Uw werkgever heeft u bij ons aangemeld.",),
        controller="Bureau De Werkhaven, Kade 12, Utrecht",
        privacy_contact="privacy@werkhaven.example",
        purposes=(Purpose(text="U begeleiden naar werk", ground="De overeenkomst (AVG 6(1)(b))"),),
        categories=("Naam en adres", "Opleiding en werk"),
        source="Uw werkgever, Gemeente Lindenrade",
        recipients=("Uw werkgever, nadat u het zag",),
        transfers="",
        retention=("Uw dossier: twee jaar na het einde",),
        rights=("U mag uw gegevens inzien.", "U mag bezwaar maken."),
        complaint="U kunt klagen bij de toezichthouder.",
        required="U hoeft niets te geven wat niet nodig is.",
        automated="",
        regulation="Versie 2026",
        signed_by="Sanne Mulder",
    )


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[[bytes], str]:
    """Reads a PDF as a search engine or a screen reader does, with another program than the one that made it."""

    def read(pdf: bytes) -> str:
        file = tmp_path / "read.pdf"
        file.write_bytes(pdf)
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)  # noqa: S607
        return done.stdout.decode()

    return read


@pytest.fixture
def faults() -> Callable[[bytes], list[str]]:
    """Names each rule of PDF/A-2a and PDF/UA-1 that a document breaks."""

    def find(pdf: bytes) -> list[str]:
        reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("2a", "ua1")]
        found = [f"{fault.rule_id}: {fault.message}" for each in reports for fault in each.failures]
        # the validator takes a carriage return that ends a stream's data for part of the line end behind it
        misread = "PDFA2A-STREAM-LENGTH-001" if lengths_fit(pdf) else "none"
        return [fault for fault in found if not fault.startswith(misread)]

    return find


def lengths_fit(pdf: bytes) -> bool:
    """Tell whether each stream is as long as it says, to the byte."""
    streams = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", pdf)
    return all(pdf[start.end() + int(start.group(1)) :].startswith(b"\nendstream") for start in streams)
