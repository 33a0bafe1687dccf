"""May this passage of a note be drawn into this report? Article 6.confidential."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawPassage(Facts):
    """Whether the author released the passage for reports and it still is, and whether it is of the same dossier."""

    released: bool
    same_dossier: bool


@rule("6.confidential")
def released_by_its_author(facts: DrawPassage, _policy: Policy) -> Permit | Forbid:
    """Only a passage that its author released, of a note that is not confidential, of this client."""
    if facts.released and facts.same_dossier:
        return Permit(Words(nl="De passage is vrijgegeven.", en="The passage was released."))
    return Forbid(
        Words(
            nl="Deze passage is niet (meer) vrijgegeven voor een rapportage.",
            en="This passage is not (or no longer) released for a report.",
        ),
        Words(
            nl="Vraag de schrijver van de notitie om de passage vrij te geven. Uit een vertrouwelijke kan dat niet.",
            en="Ask the author of the note to release it. That cannot be done from a confidential note.",
        ),
    )


DRAW_PASSAGE = Act("draw_passage", DrawPassage, (released_by_its_author,), (Ref("6.confidential"),))
