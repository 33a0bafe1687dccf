"""Does the client see or hear what goes? Article 6.informing."""

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.release_report.facts import ReleaseReport
from inzage.law.decisions.rules import Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@rule("6.informing", law=("AVG 5(1)(a)",))
def full_report_is_shown(facts: ReleaseReport, policy: Policy) -> Permit | Forbid | None:
    """Oracle 5: a full written report is shown to the client, before or after sending as the policy chose."""
    if policy.reporting.informing(facts.report_kind) != "full" or facts.form != "written":
        return None
    if shown(facts):
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


def shown(facts: ReleaseReport) -> bool:
    """Whether this version was put before the client at a moment that has come."""
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


@rule("6.informing", law=("AVG 5(1)(a)",))
def short_report_is_told(facts: ReleaseReport, policy: Policy) -> Permit | None:
    """A short or oral report needs no showing; telling the client stays open as a duty."""
    if policy.reporting.informing(facts.report_kind) not in {"progress", "oral"} and facts.form != "oral":
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


RULES = (
    full_report_is_shown,
    short_report_is_told,
    remarks_go_along,
)
