"""The closed list of article references that code, policy files, decisions, tests and screens may use.

A reference names a row of docs/articles.md. An unknown reference is an error at import time, so a rule can never
cite an article that the regulation does not have.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self


@dataclass(frozen=True, slots=True)
class Article:
    """One row of the regulation as the software uses it; `number` is the article, or "V" for the table of versions."""

    ref: str
    nl: str
    en: str

    @property
    def number(self) -> str:
        """The article's number in the regulation: "6" for "6.health", "V" for the table of versions."""
        return self.ref.partition(".")[0]

    def title(self, language: str) -> str:
        """The row's title in `language` ("nl" or "en"); any other language gets English."""
        return self.nl if language.startswith("nl") else self.en


_ROWS = (
    ("1.scope", "Alle persoonsgegevens vallen eronder", "All personal data is bound by the regulation"),
    ("1.confidentiality", "Geheimhouding van medewerkers", "Secrecy of staff"),
    ("2.registration", "Gegevens die de dienst nodig heeft", "The data that the service needs"),
    ("3.purposes", "De doelen", "The purposes"),
    ("3.a", "Inschrijven en beheren", "Registration"),
    ("3.b", "Portaal", "Portal"),
    ("3.c", "Diensten", "Services"),
    ("3.d", "Relatie en opdrachten", "Relation and assignments"),
    ("3.e", "Onderzoek en tests", "Research and tests"),
    ("3.f", "Voorstellen aan relaties", "Introduction to relations"),
    ("3.g", "Informeren over wat van belang is", "Informing of what matters"),
    ("3.h", "Analyse", "Analysis"),
    ("3.i", "Profiel of cv verstrekken", "Giving a profile or CV"),
    ("3.j", "Nieuwsbrief", "Newsletter"),
    ("3.2", "In lijn met de overeenkomst", "In line with the agreement"),
    ("3.3", "Bezwaar tegen mailings", "Objection to mailings"),
    ("4", "Verstrekken aan derden", "Disclosure to third parties"),
    ("4.publication", "Niet openbaar maken", "No publication"),
    ("5.dossier", "Opdrachtgeverdossier", "Sponsor dossier"),
    ("5.need", "Opdrachtgeverdossier: alleen wie het nodig heeft", "Sponsor dossier: only who needs it"),
    ("5.signing", "Getekende afspraken met de opdrachtgever", "Signed terms with the sponsor"),
    ("5.billing", "Administratie en facturen", "Administration and invoices"),
    ("6.dossier", "Cliëntdossier", "Client dossier"),
    ("6.need", "Cliëntdossier: alleen wie het nodig heeft", "Client dossier: only who needs it"),
    ("6.tracking", "Cliëntvolgsysteem", "Client-tracking system"),
    ("6.agreement", "Afspraken over rapportage", "Reporting agreement"),
    ("6.confidential", "Niets vertrouwelijks in rapportage", "Nothing confidential is reported"),
    ("6.informing", "De cliënt ziet of hoort wat er gaat", "The client sees or hears what goes"),
    ("6.exceptions", "Gronden zonder toestemming", "Grounds without consent"),
    ("6.health", "Gezondheidsgegevens", "Health data"),
    ("6.sending", "Verzenden van rapportage", "Sending of reports"),
    ("7.websites", "Websites", "Websites"),
    ("8.links", "Links naar derden", "Links to third parties"),
    ("9.logs", "Logbestanden van websites", "Logs of web sites"),
    ("10.cookies", "Cookies", "Cookies"),
    ("11.security", "Beveiliging", "Security"),
    ("11.agreements", "Geheimhouding in overeenkomsten", "Confidentiality in agreements"),
    ("11.incident", "Incidenten en datalekken", "Incidents and data breaches"),
    ("12.liability", "Aansprakelijkheid", "Liability"),
    ("13.access", "Recht op inzage", "Right of access"),
    ("13.correction", "Recht op correctie en verwijdering", "Right to correction and erasure"),
    ("13.audit", "Toets voor het keurmerk", "Audit for the quality mark"),
    ("14.retention", "Bewaartermijnen", "Terms of retention"),
    ("15.questions", "Vragen en klachten", "Questions and complaints"),
    ("16.change", "Wijzigen van het reglement", "Change of the regulation"),
    ("16.severability", "Een bepaling die vervalt", "A clause that falls"),
    ("17.lawful-change", "Wijzigen binnen de wet", "Change within the law"),
    ("V.versions", "Versietabel", "Table of versions"),
    ("V.ethics", "Beroepsethiek en gedragscode", "Professional ethics and code of conduct"),
)

ARTICLES: Mapping[str, Article] = MappingProxyType({row[0]: Article(*row) for row in _ROWS})
"""Every reference with its titles, in the order of the regulation."""


class Ref(str):
    """A reference that exists: `Ref("6.health")`. An unknown one raises ValueError."""

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        """Check `value` against ARTICLES; ValueError names it and the way to the list."""
        if value not in ARTICLES:
            raise ValueError(f"{value!r} is not an article reference; allowed: {', '.join(ARTICLES)}")
        return super().__new__(cls, value)

    @property
    def article(self) -> Article:
        """The row that this reference names."""
        return ARTICLES[self]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row of docs/articles.md: its reference, label, the article in a line, and what the software does."""

    ref: Ref
    label: str
    article: str
    software: str
    missing: str = ""


def read_articles_doc(path: Path) -> tuple[ArticleRow, ...]:
    """Read the table of docs/articles.md at `path`, in its order.

    The first column is a reference, optionally followed by a word that explains it ("3.a registration").
    The fourth, if any, says what of the row is not built yet; empty when all of it is.
    Raises ValueError with the line number for a row with other than three or four columns, or an unknown reference.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith("|") or re.match(r"\|\s*(ref\b|:?-)", line):
            continue
        cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
        if len(cells) not in {3, 4}:
            raise ValueError(f"{path.name}, line {number}: a row has {len(cells)} columns; allowed: 3 or 4")
        try:
            ref = Ref(cells[0].split()[0])
        except (ValueError, IndexError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
        rows.append(ArticleRow(ref, *cells))
    return tuple(rows)
