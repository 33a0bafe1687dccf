"""Does everybody know what they must? Article 2.registration (AVG 14) and V.ethics."""

from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.rules import Forbid, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("2.registration", law=("AVG 14(3)(c)",))
def source_was_told(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """Oracle 19: a person whose data came from another is told so at the latest at the first disclosure."""
    told = facts.article_14_notice_at
    if not facts.from_third_party or (told is not None and told <= facts.at):
        return None
    return Forbid(
        Words(
            nl="De cliënt is aangemeld door een ander en heeft daar nog geen bericht over gehad (AVG 14).",
            en="The client was referred by another and has not yet been given notice of it (AVG 14).",
        ),
        Words(
            nl="Verstuur eerst de mededeling van artikel 14 AVG of leg vast dat zij is gegeven.",
            en="Send the notice of article 14 AVG first, or record that it was given.",
        ),
    )


@rule("V.ethics")
def sender_confirms_ethics(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """At the moment of giving, the sender minds professional ethics, secrecy and the code of conduct."""
    if facts.ethics_confirmed:
        return None
    return Forbid(
        Words(
            nl="De verzender heeft nog niet bevestigd te werken volgens beroepsethiek, geheimhouding en gedragscode.",
            en="The sender has not yet confirmed to mind professional ethics, secrecy and the code of conduct.",
        ),
        Words(nl="Vink de bevestiging aan op de verzendpagina.", en="Tick the confirmation on the send page."),
    )


RULES = (
    source_was_told,
    sender_confirms_ethics,
)
