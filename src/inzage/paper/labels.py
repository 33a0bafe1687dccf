"""The fixed words of the documents, in Dutch and English: a document keeps its language whatever the screen's is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inzage.paper.content import Language

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

REPORT: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "to": "Aan",
        "client": "Cliënt",
        "service": "Dienst",
        "period": "Periode",
        "reference": "Kenmerk",
        "date": "Datum",
        "written_by": "Opgesteld door",
        "drawn_in": "Overgenomen uit",
        "remark": "Reactie van de cliënt",
        "saw_on": "Deze rapportage is aan de cliënt voorgelegd op {date}.",
        "no_remark": "De cliënt heeft geen opmerkingen gemaakt.",
        "signature": "Ondertekening",
        "seen": "Voor gezien door de cliënt",
        "sealed": "Dit document is digitaal verzegeld door {bureau}. Elke wijziging na verzegeling is zichtbaar.",
        "confidential": "Vertrouwelijk",
        "page": "Pagina {page} van {pages}",
        "log": "Logboek {code}",
    },
    "en": {
        "to": "To",
        "client": "Client",
        "service": "Service",
        "period": "Period",
        "reference": "Reference",
        "date": "Date",
        "written_by": "Written by",
        "drawn_in": "Taken from",
        "remark": "The client's remarks",
        "saw_on": "This report was put before the client on {date}.",
        "no_remark": "The client made no remarks.",
        "signature": "Signature",
        "seen": "Seen by the client",
        "sealed": "This document carries the digital seal of {bureau}. Any change made after sealing can be seen.",
        "confidential": "Confidential",
        "page": "Page {page} of {pages}",
        "log": "Log {code}",
    },
}

NOTICE: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Welke gegevens wij van u verwerken",
        "intro_13": (
            "U geeft ons gegevens over uzelf. In deze brief leest u wat wij daarmee doen (artikel 13 van de AVG)."
        ),
        "intro_14": (
            "Wij kregen gegevens over u van een ander. In deze brief leest u wat wij daarmee doen "
            "(artikel 14 van de AVG)."
        ),
        "controller": "Wie is verantwoordelijk",
        "privacy_contact": "Vragen over privacy",
        "purposes": "Waarvoor wij uw gegevens gebruiken",
        "purpose": "Doel",
        "ground": "Waarom dat mag",
        "categories": "Welke gegevens",
        "source": "Van wie wij de gegevens kregen",
        "recipients": "Wie de gegevens van ons krijgt",
        "transfers": "Buiten de Europese Unie",
        "retention": "Hoe lang wij ze bewaren",
        "rights": "Uw rechten",
        "complaint": "Een klacht",
        "required": "Moet u gegevens geven?",
        "automated": "Beslissingen door een computer",
        "regulation": "Ons privacyreglement",
        "closing": "Met vriendelijke groet,",
    },
    "en": {
        "title": "Which data about you we process",
        "intro_13": "You give us data about yourself. This letter tells what we do with them (article 13 of the GDPR).",
        "intro_14": (
            "We received data about you from someone else. This letter tells what we do with them "
            "(article 14 of the GDPR)."
        ),
        "controller": "Who is responsible",
        "privacy_contact": "Questions about privacy",
        "purposes": "What we use your data for",
        "purpose": "Purpose",
        "ground": "Why we may",
        "categories": "Which data",
        "source": "From whom we received the data",
        "recipients": "Who receives the data from us",
        "transfers": "Outside the European Union",
        "retention": "How long we keep them",
        "rights": "Your rights",
        "complaint": "A complaint",
        "required": "Must you give data?",
        "automated": "Decisions made by a computer",
        "regulation": "Our privacy regulation",
        "closing": "Yours sincerely,",
    },
}


def long_date(day: date, language: Language) -> str:
    """Write a day in full: "3 november 2026" or "3 November 2026"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


BSN_FORM: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "client": "Cliënt",
        "born": "Geboortedatum",
        "number": "Burgerservicenummer",
        "law": "Grond voor het nummer",
        "purpose": "Dit blad hoort bij het formulier hierboven. Gebruik het nummer alleen daarvoor.",
    },
    "en": {
        "client": "Client",
        "born": "Date of birth",
        "number": "Citizen service number (BSN)",
        "law": "Legal ground for the number",
        "purpose": "This sheet belongs to the form above. Use the number for that form only.",
    },
}
