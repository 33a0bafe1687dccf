"""May this report be given to the client whom it is about and for? Articles 6.dossier, 6.confidential and 6.sending."""

from dataclasses import dataclass
from typing import Literal

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveReport(Facts):
    """For whom the report is, whether it is locked, what stands in it, and how it goes."""

    addressee: Literal["sponsor", "client"]
    locked: bool
    unreleased_passages: int
    confidential_passages: int
    health: bool
    channel: Literal["email", "letter", "handed"]
    has_address: bool


@rule("6.dossier", law=("AVG 5(1)(a)",))
def written_for_the_client(facts: GiveReport, _policy: Policy) -> Permit | Forbid:
    """A report to the client is made for the client, and finished; the sponsor's goes by the agreement."""
    if facts.addressee == "client" and facts.locked:
        return Permit(Words(nl="Dit rapport is voor de cliënt.", en="This report is for the client."))
    return Forbid(
        Words(nl="Dit is geen vastgezet rapport aan de cliënt.", en="This is not a locked report to the client."),
        Words(
            nl="Kies bij een nieuw rapport dat het voor de cliënt is, en zet de tekst vast.",
            en="Choose for a new report that it is for the client, and lock its text.",
        ),
    )


@rule("6.confidential")
def only_what_was_released(facts: GiveReport, _policy: Policy) -> Forbid | None:
    """Also to the client goes only what its author released: a note may hold words of or about others."""
    if facts.unreleased_passages + facts.confidential_passages == 0:
        return None
    return Forbid(
        Words(
            nl="In dit rapport staat een passage die niet (meer) is vrijgegeven.",
            en="This report holds a passage that is not (or no longer) released.",
        ),
        Words(
            nl="Haal de passage uit het rapport, of vraag de schrijver haar vrij te geven.",
            en="Take the passage out of the report, or ask its author to release it.",
        ),
    )


@rule("6.sending", law=("AVG 5(1)(f)", "AVG 32"))
def reaches_the_client_safely(facts: GiveReport, policy: Policy) -> Forbid | None:
    """To the client's own address; health data not by plain e-mail where the policy says so."""
    if facts.channel == "email" and facts.health and "email_pdf" not in policy.reporting.sending.health_channels:
        return Forbid(
            Words(
                nl="Gezondheidsgegevens gaan niet per gewone e-mail, ook niet naar de cliënt.",
                en="Health data do not go by plain e-mail, not to the client either.",
            ),
            Words(nl="Geef het rapport op papier, of stuur een brief.", en="Hand it over on paper, or send a letter."),
        )
    if facts.channel != "handed" and not facts.has_address:
        return Forbid(
            Words(nl="Dit adres van de cliënt is niet bekend.", en="This address of the client is not known."),
            Words(
                nl="Vul het adres in bij de gegevens van de cliënt, of geef het rapport in handen.",
                en="Put the address in the client's details, or hand the report over.",
            ),
        )
    return None


GIVE_REPORT = Act(
    "give_report",
    GiveReport,
    (written_for_the_client, only_what_was_released, reaches_the_client_safely),
    (Ref("6.dossier"), Ref("6.sending")),
)
