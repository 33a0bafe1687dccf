"""May an oral report be recorded? Article 6.sending: an oral report leaves a note of the conversation."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOralReport(Facts):
    """Whether there is a note of the conversation, in the dossier of the same client."""

    has_note: bool
    note_in_dossier: bool


@rule("6.sending")
def with_its_note(facts: RecordOralReport, _policy: Policy) -> Permit | Forbid:
    """No oral report without the note of what was said."""
    if facts.has_note and facts.note_in_dossier:
        return Permit(Words(nl="Er is een gespreksnotitie.", en="There is a note of the conversation."))
    return Forbid(
        Words(
            nl="Een mondelinge rapportage kan niet worden vastgelegd zonder gespreksnotitie.",
            en="An oral report cannot be recorded without the note of the conversation.",
        ),
        Words(
            nl="Schrijf eerst een notitie van het gesprek in dit dossier en kies die.",
            en="First write a note of the conversation in this dossier, and choose it.",
        ),
    )


RECORD_ORAL_REPORT = Act("record_oral_report", RecordOralReport, (with_its_note,), (Ref("6.sending"),))
