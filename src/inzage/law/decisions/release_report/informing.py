"""Does the client see or hear what goes? Articles 6.informing, 2.registration (AVG 14) and V.ethics."""

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("6.informing", law=("AVG 5(1)(a)",))
def full_report_is_shown(facts: ReleaseReport, policy: Policy) -> Permit | Forbid | None:
    """Oracle 5: a full written report is shown to the client, before or after sending as the policy chose."""
    if facts.report_kind != "full" or facts.form != "written":
        return None
    if _shown(facts):
        return Permit(
            Words(
                nl="De cliënt heeft dit rapport voor het verzenden gezien.",
                en="The client saw this report before it was sent.",
            )
        )
    if policy.reporting.full.present == "before":
        return _not_shown_before()
    if facts.health_categories:
        return _health_is_shown_before()
    return Permit(
        Words(
            nl="De cliënt krijgt dit rapport na het verzenden te zien.",
            en="The client will be shown this report after it was sent.",
        ),
        (
            Obligation(
                "present_to_client",
                Ref("6.informing"),
                Words(nl="Leg het rapport voor aan de cliënt.", en="Put the report before the client."),
                policy.reporting.full.present_within,
            ),
        ),
    )


def _shown(facts: ReleaseReport) -> bool:
    return facts.presented_at is not None and facts.presented_at <= facts.at


def _not_shown_before() -> Forbid:
    return Forbid(
        Words(
            nl="Dit rapport is nog niet aan de cliënt voorgelegd. Artikel 6 laat kiezen: voor of na het verzenden; "
            "het beleid van dit bureau is: ervoor (AVG 5(1)(a)).",
            en="This report has not been put before the client yet. Article 6 allows before or after sending; "
            "this bureau's policy chose before (AVG 5(1)(a)).",
        ),
        Words(
            nl="Leg deze versie voor aan de cliënt, leg vast wanneer en wat de cliënt ervan vond, en verstuur daarna.",
            en="Put this version before the client, record when and what the client said of it, and send it then.",
        ),
    )


def _health_is_shown_before() -> Forbid:
    return Forbid(
        Words(
            nl="Een rapport met gezondheidsgegevens ziet de cliënt altijd ervoor, ook als het beleid kiest: erna.",
            en="A report with health data is always shown before it is sent, although the policy chose after.",
        ),
        Words(nl="Leg deze versie eerst voor aan de cliënt.", en="Put this version before the client first."),
    )


@rule("6.informing", law=("AVG 5(1)(a)", "NIP-beroepscode 94"))
def assessment_is_offered_first(facts: ReleaseReport, _policy: Policy) -> Permit | Forbid | None:
    """Oracle 5: the client sees an assessment first and may block it; the sponsor then hears no more than that."""
    if facts.report_kind != "assessment":
        return None
    if facts.client_response == "blocked":
        return Forbid(
            Words(
                nl="De cliënt heeft dit assessmentrapport tegengehouden.",
                en="The client has blocked this assessment report.",
            ),
            Words(
                nl="Meld de opdrachtgever alleen dat het niet wordt uitgebracht, zonder reden. "
                "Versturen kan pas als de cliënt het vrijgeeft.",
                en="Tell the sponsor only that it is not issued, without a reason. "
                "It may go once the client releases it.",
            ),
        )
    if _shown(facts) and facts.client_response in {"agreed", "remarks"}:
        return Permit(
            Words(
                nl="De cliënt heeft het assessmentrapport gezien en vrijgegeven.",
                en="The client saw the assessment report and released it.",
            )
        )
    return Forbid(
        Words(
            nl="De cliënt heeft dit assessmentrapport nog niet gezien en vrijgegeven.",
            en="The client has not yet seen and released this assessment report.",
        ),
        Words(
            nl="Bied het rapport aan de cliënt aan en leg het antwoord vast: akkoord, opmerkingen of tegengehouden.",
            en="Offer the report to the client and record the answer: agreed, remarks or blocked.",
        ),
    )


@rule("6.informing", law=("AVG 5(1)(a)",))
def short_report_is_told(facts: ReleaseReport, policy: Policy) -> Permit | None:
    """A short or oral report needs no showing; telling the client stays open as a duty."""
    if facts.report_kind not in {"progress", "oral"} and facts.form != "oral":
        return None
    return Permit(
        Words(
            nl="Korte informatie over de voortgang hoort de cliënt mondeling; op verzoek ziet de cliënt haar ook.",
            en="Short progress information is told to the client orally, and shown on request.",
        ),
        (
            Obligation(
                "inform_client_orally",
                Ref("6.informing"),
                Words(
                    nl="Vertel de cliënt mondeling wat er is gemeld.",
                    en="Tell the client orally what was reported.",
                ),
                policy.reporting.progress.inform_orally,
            ),
        ),
    )


@rule("6.informing", law=("AVG 5(1)(a)", "AVG 16"))
def remarks_go_along(facts: ReleaseReport, _policy: Policy) -> Forbid | None:
    """The client's comments on a report are attached to it."""
    if facts.client_response != "remarks" or facts.remarks_attached or facts.form == "oral":
        return None
    return Forbid(
        Words(
            nl="De opmerkingen van de cliënt zitten niet bij het rapport.",
            en="The client's remarks are not attached to the report.",
        ),
        Words(
            nl="Voeg de opmerkingen van de cliënt toe aan het rapport.",
            en="Attach the client's remarks to the report.",
        ),
    )


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
    full_report_is_shown,
    assessment_is_offered_first,
    short_report_is_told,
    remarks_go_along,
    source_was_told,
    sender_confirms_ethics,
)
