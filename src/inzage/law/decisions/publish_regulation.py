"""May this version of the regulation be published? Articles 16.change, 17.lawful-change and V.versions."""

from dataclasses import dataclass

from pydantic import AwareDatetime

from inzage.law.articles import Ref
from inzage.law.decisions.decision import Obligation
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRegulation(Facts):
    """The version (label, description of the change, author) and who checked it against the law, and when."""

    at: AwareDatetime
    label: str
    description: str
    author: str
    checked_by: str | None
    checked_at: AwareDatetime | None
    articles: int
    relevant_change: bool
    is_first: bool


@rule("17.lawful-change")
def law_was_checked(facts: PublishRegulation, _policy: Policy) -> Permit | Forbid:
    """A version is published only after a recorded legal check by someone other than its author."""
    if not facts.checked_by or facts.checked_at is None or facts.checked_at > facts.at:
        return Forbid(
            Words(
                nl="Deze versie is nog niet aan de wet getoetst.",
                en="This version has not been checked against the law yet.",
            ),
            Words(
                nl="Laat iemand anders dan de schrijver de versie toetsen en leg dat vast.",
                en="Have someone other than the author check the version, and record it.",
            ),
        )
    if facts.checked_by == facts.author:
        return Forbid(
            Words(
                nl="De schrijver van een versie kan haar niet zelf toetsen.",
                en="The author of a version cannot check it.",
            ),
            Words(nl="Laat iemand anders toetsen.", en="Have someone else check it."),
        )
    return Permit(
        Words(
            nl="De versie is getoetst door iemand anders dan de schrijver.",
            en="The version was checked by someone other than its author.",
        )
    )


@rule("V.versions")
def change_is_described(facts: PublishRegulation, _policy: Policy) -> Forbid | None:
    """The table of versions says what changed."""
    if facts.label.strip() and facts.description.strip():
        return None
    return Forbid(
        Words(
            nl="De versie heeft geen nummer of geen beschrijving van de wijziging.",
            en="The version has no label or no description of what changed.",
        ),
        Words(nl="Vul beide in.", en="Fill in both."),
    )


@rule("16.change")
def version_has_articles(facts: PublishRegulation, policy: Policy) -> Permit | Forbid:
    """What is published is a regulation; staff acknowledge it, and a relevant change is told."""
    if facts.articles <= 0:
        return Forbid(
            Words(nl="De tekst heeft geen artikelen.", en="The text has no articles."),
            Words(
                nl="Kies een tekst waarin elk artikel begint met 'Artikel' en een nummer.",
                en="Choose a text in which each article starts with 'Artikel' and a number.",
            ),
        )
    owed = [
        Obligation(
            "acknowledge_regulation",
            Ref("1.confidentiality"),
            Words(nl="Medewerkers bevestigen deze versie.", en="Staff acknowledge this version."),
        )
    ]
    if facts.relevant_change and not facts.is_first:
        sentence = Words(
            nl="Vertel cliënten en opdrachtgevers wat er wijzigt.",
            en="Tell clients and sponsors what changes.",
        )
        term = policy.clock("article_14_notice").term
        owed.append(Obligation("tell_change", Ref("16.change"), sentence, term))
    return Permit(
        Words(nl="Het bureau kan het reglement wijzigen.", en="The bureau may change the regulation."), tuple(owed)
    )


PUBLISH_REGULATION = Act(
    "publish_regulation",
    PublishRegulation,
    (law_was_checked, change_is_described, version_has_articles),
    (Ref("17.lawful-change"), Ref("16.change")),
)
