"""May an entry of a dossier be meant for somebody else than it was? Articles 6.dossier, 6.confidential, 6.sending."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words

INSIDE = frozenset({"notes", "health", "bsn", "instruments"})
"""Parts of which nothing reaches a sponsor but through a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVisibility(Facts):
    """Who changes for whom an entry is meant, what it is, and the reason that is given."""

    to: Literal["bureau", "client", "sponsor"]
    part: str
    confidential: bool
    by_author: bool
    reason: str


@rule("6.confidential")
def confidential_stays_inside(facts: ChangeVisibility, _policy: Policy) -> Forbid | None:
    """What is confidential is for the bureau alone."""
    if not facts.confidential or facts.to == "bureau":
        return None
    return Forbid(
        Words(
            nl="Deze regel is vertrouwelijk en blijft binnen het bureau.",
            en="This entry is confidential and stays inside the bureau.",
        ),
        Words(
            nl="Hef eerst de markering op; de reden daarvan wordt bewaard.",
            en="Lift the mark first; the reason for it is kept.",
        ),
    )


@rule("6.sending")
def sponsor_gets_a_report(facts: ChangeVisibility, _policy: Policy) -> Forbid | None:
    """What was noted or tested reaches a sponsor only through a report."""
    if facts.to != "sponsor" or facts.part not in INSIDE:
        return None
    return Forbid(
        Words(
            nl="Een notitie of uitslag gaat niet zelf naar de opdrachtgever.",
            en="A note or a result does not go to the sponsor itself.",
        ),
        Words(
            nl="Geef er een passage uit vrij en zet die in een rapport.",
            en="Release a passage of it and draw that into a report.",
        ),
    )


@rule("6.dossier")
def author_says_why(facts: ChangeVisibility, _policy: Policy) -> Permit | Forbid:
    """Only who entered it changes for whom it is meant, and says why."""
    if not facts.by_author:
        return Forbid(
            Words(
                nl="Alleen wie dit in het dossier zette, bepaalt voor wie het is.",
                en="Only who put this in the dossier decides for whom it is.",
            ),
            Words(nl="Vraag het de schrijver.", en="Ask its author."),
        )
    if not facts.reason.strip():
        return Forbid(
            Words(nl="Er staat geen reden bij.", en="There is no reason with it."),
            Words(nl="Schrijf kort waarom dit voor een ander is.", en="Write shortly why this is for somebody else."),
        )
    return Permit(Words(nl="De schrijver zegt voor wie dit is.", en="The author says for whom this is."))


CHANGE_VISIBILITY = Act(
    "change_visibility",
    ChangeVisibility,
    (confidential_stays_inside, sponsor_gets_a_report, author_says_why),
    (Ref("6.dossier"),),
)
