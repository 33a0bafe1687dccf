"""Which sections a new report begins with, as data: the order in which the field writes them.

Only the sections whose data were agreed to be reported are proposed; without an agreement all of the kind are.
"""

from collections.abc import Collection, Mapping

from inzage.law.wording import Words
from inzage.work.reports.states import Kind
from inzage.work.reports.text import Section, new_section

PROGRESS = (
    ("attendance", Words("Aanwezigheid en nagekomen afspraken", "Attendance and appointments kept")),
    ("activities", Words("Activiteiten in deze periode", "Activities in this period")),
    ("progress_against_plan", Words("Voortgang ten opzichte van het plan", "Progress against the plan")),
    ("applications", Words("Sollicitaties en contacten", "Applications and contacts")),
    ("agreements_made", Words("Afspraken en volgend moment", "Agreements and next moment")),
)
FULL = (
    ("progress_against_plan", Words("Opdracht, doel en verloop", "Assignment, goal and course")),
    ("attendance", Words("Aanwezigheid en nagekomen afspraken", "Attendance and appointments kept")),
    ("activities", Words("Wat is gedaan", "What was done")),
    ("functional_capacity", Words("Mogelijkheden voor werk", "Possibilities for work")),
    ("search_profile", Words("Zoekprofiel", "Search profile")),
    ("applications", Words("Resultaten: sollicitaties en contacten", "Results: applications and contacts")),
    ("prognosis", Words("Verwachting", "Expectation")),
    ("advice", Words("Conclusie en advies", "Conclusion and advice")),
    ("agreements_made", Words("Afspraken", "Agreements")),
)
ASSESSMENT = (
    ("progress_against_plan", Words("Vraagstelling en werkwijze", "Question and method")),
    ("assessment_result", Words("Uitkomst", "Result")),
    ("advice", Words("Conclusie en advies", "Conclusion and advice")),
)
PROPOSALS: Mapping[Kind, tuple[tuple[str, Words], ...]] = {
    Kind.PROGRESS: PROGRESS,
    Kind.FULL: FULL,
    Kind.ASSESSMENT: ASSESSMENT,
    Kind.ORAL: PROGRESS,
}


def proposed_sections(kind: Kind, language: str, agreed: Collection[str] | None) -> list[Section]:
    """Give the empty sections of a new report, titled in `language`; `agreed`: the categories (None: no agreement)."""
    return [
        new_section(title.to(language), category)
        for category, title in PROPOSALS[kind]
        if agreed is None or category in agreed
    ] or [new_section()]
