"""Words that do not belong in a report: which are medical, and how a text that holds some is refused."""

from inzage.law.decisions.rules import Forbid
from inzage.law.policy import Policy
from inzage.law.wording import Words

MEDICAL = frozenset({"diagnosis", "treatment"})


def words_stand(groups: frozenset[str], policy: Policy) -> Forbid:
    """The refusal of a text in which words of these groups of the policy still stand."""
    labels = [entry.label for code, entry in policy.words.items() if code in groups]
    return Forbid(
        Words(
            nl=f"Er staan woorden in die niet in een rapport horen: {', '.join(each.nl.lower() for each in labels)}.",
            en=f"It holds words that do not belong in a report: {', '.join(each.en.lower() for each in labels)}.",
        ),
        Words(
            nl="Kies de aangeboden formulering, of laat een tweede persoon elk woord met een reden goedkeuren.",
            en="Choose the wording offered, or have a second person clear each word with a reason.",
        ),
    )
