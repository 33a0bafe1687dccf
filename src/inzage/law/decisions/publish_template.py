"""May this house style or prescribed form be used from now on? Articles 6.sending and 11.security."""

from dataclasses import dataclass

from pydantic import AwareDatetime

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishTemplate(Facts):
    """Who made the template and since when it lies there, who publishes it, and what is wrong with it."""

    at: AwareDatetime
    author: str
    drafted_at: AwareDatetime
    published_by: str
    one_person_bureau: bool
    faults: int


@rule("11.security", law=("AVG 32",))
def looked_at_twice(facts: PublishTemplate, policy: Policy) -> Permit | Forbid:
    """What every report goes out on is looked at by a second person; alone: after the thinking time."""
    waited = policy.disclosure.thinking_time.due(facts.drafted_at) <= facts.at
    if facts.published_by != facts.author or (facts.one_person_bureau and waited):
        return Permit(
            Words(nl="Twee keer bekeken; het kan in gebruik.", en="It was looked at twice and can be used."),
        )
    return Forbid(
        Words(
            nl="Wie een sjabloon maakte, neemt het niet zelf in gebruik.",
            en="Who made a template does not publish it.",
        ),
        Words(
            nl="Laat een collega het bekijken en in gebruik nemen; in een eenmanszaak pas na de bedenktijd.",
            en="Let a colleague look at it and publish it; in a bureau of one person only after the thinking time.",
        ),
    )


@rule("6.sending", law=("AVG 32",))
def safe_to_fill_in(facts: PublishTemplate, _policy: Policy) -> Forbid | None:
    """A form with unknown fields, or with something that runs or fetches, is not filled in."""
    if facts.faults == 0:
        return None
    return Forbid(
        Words(nl="Dit formulier is niet veilig of niet volledig in te vullen.", en="This form is not safe to fill in."),
        Words(nl="Herstel wat de lijst noemt en voeg het opnieuw toe.", en="Mend what the list names and add it anew."),
    )


PUBLISH_TEMPLATE = Act(
    "publish_template", PublishTemplate, (looked_at_twice, safe_to_fill_in), (Ref("6.sending"), Ref("11.security"))
)
