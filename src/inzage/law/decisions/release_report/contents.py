"""May what is in the report go, this way? Articles 6.confidential and 6.sending."""

from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.release_report.sensitive import MEDICAL, words_stand
from inzage.law.decisions.rules import Forbid, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("6.confidential")
def nothing_confidential(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """A passage of an entry marked confidential never goes; a passage goes only after its author released it."""
    if facts.confidential_passages > 0:
        return Forbid(
            Words(
                nl=f"Het rapport bevat {facts.confidential_passages} passage(s) uit een vertrouwelijke notitie.",
                en=f"The report holds {facts.confidential_passages} passage(s) of a confidential note.",
            ),
            Words(
                nl="Haal de passage uit het rapport, of laat de schrijver de markering met een reden opheffen.",
                en="Take the passage out of the report, or have the author lift the mark with a reason.",
            ),
        )
    if facts.unreleased_passages > 0:
        return Forbid(
            Words(
                nl=f"Het rapport bevat {facts.unreleased_passages} passage(s) die de schrijver niet heeft vrijgegeven.",
                en=f"The report holds {facts.unreleased_passages} passage(s) that their author has not released.",
            ),
            Words(
                nl="Vraag de schrijver de passage vrij te geven, of haal haar uit het rapport.",
                en="Ask the author to release the passage, or take it out of the report.",
            ),
        )
    return None


@rule("6.confidential", law=("AVG 5(1)(c)", "AVG 5(1)(d)"))
def no_private_words(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """Private circumstances and judgements of the person are not reported to a sponsor."""
    groups = facts.unresolved_words - MEDICAL
    if not groups or facts.recipient_kind != "sponsor":
        return None
    return words_stand(groups, policy)


@rule("6.sending", law=("AVG 32",))
def goes_by_an_allowed_channel(facts: ReleaseReport, policy: Policy) -> Forbid | None:
    """In writing: a PDF by a channel that the policy allows, and a safe one for health data."""
    sending = policy.reporting.sending
    if facts.form == "oral" or facts.report_kind == "oral":
        return None
    allowed = sending.health_channels if facts.health_categories else sending.channels
    if "written" in sending.forms and facts.channel in allowed:
        return None
    return Forbid(
        Words(
            nl="Dit rapport kan niet langs deze weg.",
            en="This report cannot go by this channel.",
        ),
        Words(
            nl=f"Kies een weg die mag: {', '.join(allowed)}.",
            en=f"Choose a channel that is allowed: {', '.join(allowed)}.",
        ),
    )


@rule("6.sending")
def oral_report_has_its_note(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """Oracle 7: an oral report is not recorded without the note in the client's dossier."""
    if (facts.form != "oral" and facts.report_kind != "oral") or facts.note_id:
        return None
    return Forbid(
        Words(
            nl="Van een mondelinge rapportage hoort een gespreksnotitie in het dossier.",
            en="An oral report leaves a conversation note in the dossier.",
        ),
        Words(
            nl="Schrijf eerst de notitie en kies haar bij deze rapportage.",
            en="Write the note first and choose it with this report.",
        ),
    )


RULES = (
    nothing_confidential,
    no_private_words,
    goes_by_an_allowed_channel,
    oral_report_has_its_note,
)
