"""May the text of a note be changed? Article 6.dossier."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote(Facts):
    """Whether its author changes the note, and whether the text that is there now will be kept."""

    by_author: bool
    old_text_kept: bool


@rule("6.dossier")
def by_its_author_and_kept(facts: ChangeNote, _policy: Policy) -> Permit | Forbid:
    """Only its author changes a note, and the old text stays beside the new one."""
    if not facts.by_author:
        return Forbid(
            Words(nl="Alleen wie de notitie schreef, verandert haar.", en="Only the author of the note changes it."),
            Words(
                nl="Schrijf zelf een notitie over wat er niet klopt.",
                en="Write a note of your own about what is not right.",
            ),
        )
    if not facts.old_text_kept:
        return Forbid(
            Words(nl="De oude tekst zou verdwijnen.", en="The old text would be gone."),
            Words(nl="Bewaar de oude tekst als eerdere versie.", en="Keep the old text as an earlier version."),
        )
    return Permit(
        Words(
            nl="De schrijver verandert de notitie; de oude tekst blijft bewaard.",
            en="The author changes the note; the old text is kept.",
        )
    )


CHANGE_NOTE = Act("change_note", ChangeNote, (by_its_author_and_kept,), (Ref("6.dossier"),))
