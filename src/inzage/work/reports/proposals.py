"""Which sections a new report begins with: those of the policy, their texts filled from the dossier."""

from collections.abc import Collection, Mapping

from inzage.access.versions import policy
from inzage.law.merging import fill
from inzage.work.reports.text import Section, new_section


def proposed_sections(
    kind: str, service: str, language: str, *, agreed: Collection[str] | None, values: Mapping[str, str]
) -> list[Section]:
    """Give the sections of a new report in `language`, with `values` in the place of the merge fields.

    `agreed` are the categories that may be reported: others are left out (None: no agreement, all are proposed).
    """
    return [
        new_section(each.title.to(language), each.category, fill(each.text.to(language), values))
        for each in policy().reporting.sections(kind, service)
        if agreed is None or each.category in agreed
    ] or [new_section()]
