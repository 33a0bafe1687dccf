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

REPORTING: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Wat wij over u rapporteren",
        "introduction": (
            "Met {sponsor} is afgesproken wat wij over uw traject rapporteren. In deze brief staat aan wie, wat, hoe, "
            "waarom en wanneer (artikel 6 van ons privacyreglement)."
        ),
        "recipients": "Aan wie",
        "data": "Welke gegevens",
        "kinds": "Welke rapportages",
        "forms": "Hoe",
        "purpose": "Waarom",
        "when": "Wanneer",
        "limits": "Wat wij niet rapporteren",
        "limits_text": (
            "Niets anders dan hier staat. Nooit wat u ons in vertrouwen vertelt, en nooit een ziekte, een oorzaak of "
            "een behandeling. Gegevens over uw gezondheid gaan alleen naar een ander als u daar schriftelijk "
            "toestemming voor geeft. Een volledig rapport krijgt u zelf te zien."
        ),
        "say": "Wat u kunt doen",
        "say_text": (
            "Bent u het hier niet mee eens? Zeg het uw begeleider; wij leggen uw antwoord vast. Verandert de afspraak, "
            "dan hoort u dat voordat wij iets rapporteren."
        ),
        "version": "Versie",
        "answer": "Uw antwoord",
        "known": "Ik heb dit gelezen",
        "refused": "Ik ben het er niet mee eens",
        "signature": "Naam, datum en handtekening",
        "closing": "Met vriendelijke groet,",
    },
    "en": {
        "title": "What we report about you",
        "introduction": (
            "With {sponsor} it was agreed what we report about your engagement. This letter says to whom, what, how, "
            "why and when (article 6 of our privacy regulation)."
        ),
        "recipients": "To whom",
        "data": "Which data",
        "kinds": "Which reports",
        "forms": "How",
        "purpose": "Why",
        "when": "When",
        "limits": "What we do not report",
        "limits_text": (
            "Nothing but what stands here. Never what you tell us in confidence, and never an illness, a cause or a "
            "treatment. Data about your health go to somebody else only when you consent to it in writing. A full "
            "report is shown to you."
        ),
        "say": "What you can do",
        "say_text": (
            "Do you not agree? Tell your coach; we record your answer. When the agreement changes, you hear of it "
            "before we report anything."
        ),
        "version": "Version",
        "answer": "Your answer",
        "known": "I have read this",
        "refused": "I do not agree",
        "signature": "Name, date and signature",
        "closing": "Yours sincerely,",
    },
}


def long_date(day: date, language: Language) -> str:
    """Write a day in full: "3 november 2026" or "3 November 2026"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


AGREEMENT: Mapping[Language, Mapping[str, str]] = {
    "nl": {"secrecy": "Geheimhouding", "signature": "Datum en handtekening"},
    "en": {"secrecy": "Secrecy", "signature": "Date and signature"},
}

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
