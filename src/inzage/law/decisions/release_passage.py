"""May a passage of a note be released for reports? Article 6.confidential."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePassage(Facts):
    """Whether the note bears the confidential mark now, and whether its author is the one who releases."""

    confidential: bool
    by_author: bool


@rule("6.confidential")
def note_is_not_confidential(facts: ReleasePassage, _policy: Policy) -> Forbid | None:
    """A note marked confidential can never enter a report."""
    if not facts.confidential:
        return None
    return Forbid(
        Words(
            nl="Deze notitie is vertrouwelijk; er kan niets uit in een rapport.",
            en="This note is confidential; nothing of it can enter a report.",
        ),
        Words(
            nl="De schrijver kan de markering opheffen en noteert daarbij de reden.",
            en="The author can lift the mark, and records the reason.",
        ),
    )


@rule("6.confidential")
def author_releases(facts: ReleasePassage, _policy: Policy) -> Permit | Forbid:
    """A note stays inside until its own author releases a passage."""
    if facts.by_author:
        return Permit(Words(nl="De schrijver geeft deze passage vrij.", en="The author releases this passage."))
    return Forbid(
        Words(
            nl="Alleen wie de notitie schreef, kan er een passage uit vrijgeven.",
            en="Only the author of the note can release a passage of it.",
        ),
        Words(nl="Vraag het de schrijver van de notitie.", en="Ask the author of the note."),
    )


RELEASE_PASSAGE = Act(
    "release_passage", ReleasePassage, (note_is_not_confidential, author_releases), (Ref("6.confidential"),)
)
