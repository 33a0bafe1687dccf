"""The sponsors and clients of the demo bureau: how far each client is, and what was said and written. All made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from types import MappingProxyType


class Stage(IntEnum):
    """How far a client's case is; each stage holds all those before it."""

    REGISTERED = 0
    INFORMED = 1
    ASSIGNED = 2
    AGREED = 3
    TOLD = 4
    NOTES = 5
    DRAFTING = 6
    LOCKED = 7
    SENT = 8
    ENDED = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorStory:
    """A sponsor with its contacts (name, job, telephone) and the agreement that it signed."""

    key: str
    name: str
    kind: str
    kvk: str
    domain: str
    contacts: tuple[tuple[str, str, str], ...]
    agreement: str
    title: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientStory:
    """A client: who, which service, sent by which sponsor (none: came alone), with whom, how far, since how many days.

    `report` is the kind of the report being written or sent.
    """

    first: str
    infix: str = ""
    last: str
    service: str
    sponsor: str = ""
    worker: str = ""
    stage: Stage
    days: int
    report: str = "progress"
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, object]:
        """The data of the registration form."""
        name = {"first_name": self.first, "infix": self.infix, "last_name": self.last}
        return {**name, "email": f"{self.first.lower()}@mail.example", **self.more}


SPONSORS = (
    SponsorStory(
        key="hazelaar",
        name="Metaalwerken Hazelaar B.V.",
        kind="employer",
        kvk="10000001",
        domain="hazelaar.example",
        contacts=(
            ("Karin Postma", "HR-adviseur", "020 555 01 10"),
            ("Rob Terpstra", "Manager productie", "020 555 01 11"),
        ),
        agreement="HAZ-2026-01",
        title="Re-integratie en loopbaanadvies",
        services=("reintegration_first", "reintegration_second", "career_advice", "outplacement"),
    ),
    SponsorStory(
        key="eikenhof",
        name="Zorggroep Eikenhof",
        kind="employer",
        kvk="10000002",
        domain="eikenhof.example",
        contacts=(("Mirjam Lans", "Casemanager verzuim", "030 555 02 20"),),
        agreement="EIK-2026-07",
        title="Outplacement, coaching en assessment",
        services=("outplacement", "coaching", "assessment", "reintegration_second"),
    ),
)


def _sick(born: date, since: date, job: str, employer: str) -> Mapping[str, object]:
    return MappingProxyType(
        {
            "date_of_birth": born,
            "first_sick_day": since,
            "job_title": job,
            "employer": employer,
            "phone": "06 55 55 01 00",
        }
    )


def _work(job: str, employer: str) -> Mapping[str, object]:
    return MappingProxyType({"job_title": job, "employer": employer, "phone": "06 55 55 02 00"})


HAZELAAR, EIKENHOF = (story.name for story in SPONSORS)
SECOND = "reintegration_second"

CLIENTS = (
    ClientStory(first="Emma", last="Jansen", service=SECOND, sponsor="hazelaar", worker="coach", stage=Stage.LOCKED,
                report="full", days=110, more=_sick(date(1984, 3, 12), date(2026, 1, 5), "Monteur", HAZELAAR)),
    ClientStory(first="Youssef", infix="el", last="Idrissi", service=SECOND, sponsor="hazelaar", worker="coach",
                stage=Stage.SENT, days=95, more=_sick(date(1979, 11, 2), date(2026, 2, 16), "Lasser", HAZELAAR)),
    ClientStory(first="Lotte", infix="van den", last="Berg", service="outplacement", sponsor="eikenhof", worker="coach",
                stage=Stage.DRAFTING, days=70, more=_work("Verzorgende", EIKENHOF)),
    ClientStory(first="Milan", last="Kovač", service="career_advice", sponsor="hazelaar", worker="coach",
                stage=Stage.NOTES, days=40, more=_work("Planner", HAZELAAR)),
    ClientStory(first="Noor", last="Haddad", service="coaching", sponsor="eikenhof", worker="coach",
                stage=Stage.AGREED, days=9, more=_work("Teamleider", EIKENHOF)),
    ClientStory(first="Bram", infix="de", last="Graaf", service="outplacement", sponsor="hazelaar", worker="coach",
                stage=Stage.ASSIGNED, days=12, more=_work("Magazijnchef", HAZELAAR)),
    ClientStory(first="Sophie", last="Willems", service=SECOND, sponsor="eikenhof", worker="other_coach",
                stage=Stage.SENT, report="full", days=130,
                more=_sick(date(1990, 7, 21), date(2025, 12, 1), "Verpleegkundige", EIKENHOF)),
    ClientStory(first="Daan", last="Özdemir", service="outplacement", sponsor="eikenhof", worker="other_coach",
                stage=Stage.ENDED, days=200, more=_work("Kok", EIKENHOF)),
    ClientStory(first="Fleur", last="Aalbers", service="assessment", sponsor="eikenhof", worker="psychologist",
                stage=Stage.TOLD, days=15, more=MappingProxyType({"job_title": "Beleidsmedewerker"})),
    ClientStory(first="Ruben", last="Smeets", service="career_advice", stage=Stage.INFORMED, days=5,
                more=MappingProxyType({"phone": "06 55 55 03 00"})),
    ClientStory(first="Amina", last="Diallo", service=SECOND, sponsor="hazelaar", stage=Stage.REGISTERED, days=36,
                more=_sick(date(1988, 5, 30), date(2026, 6, 8), "Inpakker", HAZELAAR)),
    ClientStory(first="Thijs", infix="van", last="Vliet", service=SECOND, sponsor="eikenhof", stage=Stage.REGISTERED,
                days=2, more=MappingProxyType({"employer": EIKENHOF})),
)  # fmt: skip

FIRST_TALK = "Kennisgemaakt. Verteld hoe wij werken en wat er met de opdrachtgever is afgesproken."
RELEASED = "Heeft twee bedrijven gebeld en bij één daarvan een dag meegelopen."
"""The words of a note that its author released for a report."""
NOTES: tuple[tuple[int, str, bool], ...] = (
    (10, f"{FIRST_TALK} Op alle afspraken op tijd. Wil graag weer werk met een vast ritme.", False),
    (6, f"Samen het cv doorgenomen en drie soorten werk gekozen om te onderzoeken. {RELEASED}", False),
    (4, "Vertelde over zaken thuis die nu veel aandacht vragen. Gevraagd om dit onder ons te houden.", True),
    (1, "Eerste sollicitatiebrief verstuurd. Volgende keer oefenen we het gesprek.", False),
)
"""Weeks ago, text, confidential."""
CAPACITIES: tuple[tuple[int, str, Mapping[str, str]], ...] = (
    (
        8,
        "physician",
        {
            "possibilities": "Licht werk op een rustige plek, in de ochtend.",
            "energy": "Drie keer vier uur per week, elk uur een korte pauze.",
            "physical": "Zitten en lopen afwisselen; niet tillen boven vijf kilo.",
            "expected_duration": "Uitbreiding naar twintig uur wordt over acht weken verwacht.",
        },
    ),
    (
        1,
        "physician",
        {
            "possibilities": "Licht en afwisselend werk, ook in de middag.",
            "energy": "Twintig uur per week, verdeeld over vier dagen.",
            "physical": "Zitten en lopen afwisselen; niet tillen boven tien kilo.",
            "time_pressure": "Een vast tempo gaat goed; geen pieken aan het eind van de dag.",
            "cooperation": "Alleen of in een klein team.",
            "adaptations": "Een bureau dat in hoogte te verstellen is.",
            "advice": "Zoeken naar werk met een vast ritme, binnen een half uur reizen.",
        },
    ),
)
"""Weeks ago, from whom, and what the client can and cannot do."""
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "attendance": "Alle afspraken in deze periode zijn nagekomen, drie op kantoor en een via beeldbellen.",
        "activities": "Het cv is vernieuwd. Er zijn drie soorten werk onderzocht en er is een dag meegelopen.",
        "progress_against_plan": "Het traject loopt volgens plan. De eerste twee stappen van het plan zijn afgerond.",
        "applications": "Er is een brief verstuurd en er zijn twee bedrijven benaderd.",
        "agreements_made": "We oefenen het sollicitatiegesprek. Over zes weken volgt een nieuw bericht.",
        "search_profile": "Gezocht wordt naar werk met een vast ritme, binnen een half uur reizen, 24 tot 32 uur.",
        "prognosis": "Als het zo verder gaat, is plaatsing binnen vier maanden te verwachten.",
        "advice": "Doorgaan met het traject en ruimte geven om nog een dag mee te lopen.",
    }
)
CATEGORIES = tuple(TEXTS)
"""What is agreed with every sponsor to be reported."""
REASONS = "De opdrachtgever betaalt het traject en moet kunnen volgen of de afspraken worden nagekomen."
WEIGHING = "Alleen gegaan wordt over wat is afgesproken; de cliënt kent de tekst en de afspraken over rapporteren."
