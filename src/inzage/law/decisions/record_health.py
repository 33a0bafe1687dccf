"""May this be kept of a client's health? Article 6.health; AVG 9, UAVG 30(1)(b)."""

from dataclasses import dataclass

from inzage.law.articles import Ref
from inzage.law.decisions.rules import Act, Facts, Forbid, Permit, rule
from inzage.law.policy import Policy
from inzage.law.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHealth(Facts):
    """On what it would rest, and what it would say.

    `services` are those that run for the client, `consented` the kinds of data that the client allowed the bureau to
    keep, `aspects` what would be kept (empty: none yet), `medical_words` how many words of illness or treatment stand
    in it that nobody looked at.
    """

    services: frozenset[str]
    consented: frozenset[str]
    aspects: frozenset[str]
    medical_words: int


def may_keep(services: frozenset[str], consented: frozenset[str], policy: Policy) -> frozenset[str]:
    """The aspects of the policy that may be kept for these services and consents, whatever their text."""
    known = (policy.service(code) for code in services)
    if any(service.allows_health for service in known if service):
        return frozenset(policy.health.aspects)
    return frozenset(code for code, aspect in policy.health.aspects.items() if aspect.category in consented)


@rule("6.health", law=("AVG 9(1)", "AVG 9(2)(a)", "AVG 9(2)(b)", "UAVG 30(1)(b)"))
def has_a_ground(facts: RecordHealth, policy: Policy) -> Permit | Forbid:
    """Only reintegration needs health data; for any other service the client must have allowed it in writing."""
    if may_keep(facts.services, facts.consented, policy):
        return Permit(
            Words(
                nl="De dienst heeft deze gegevens nodig, of de cliënt gaf er schriftelijk toestemming voor.",
                en="The service needs these data, or the client consented to them in writing.",
            )
        )
    return Forbid(
        Words(
            nl="Voor deze cliënt leggen wij geen gegevens over gezondheid vast: geen lopende dienst heeft ze nodig.",
            en="We keep no health data of this client: no running service needs them.",
        ),
        Words(
            nl="Dat kan bij re-integratie, of als de cliënt er schriftelijk toestemming voor geeft (Toestemmingen).",
            en="It can be done for reintegration, or when the client consents to it in writing (Consents).",
        ),
    )


@rule("6.health", "2.registration", law=("AVG 5(1)(c)", "AVG 9(1)"))
def only_what_is_allowed(facts: RecordHealth, policy: Policy) -> Forbid | None:
    """What is kept is on the policy's list, and covered by the service or by a consent to that kind of data."""
    allowed = may_keep(facts.services, facts.consented, policy)
    if not allowed or facts.aspects <= allowed:
        return None
    return Forbid(
        Words(
            nl="Hier staat iets in waarvoor geen plaats of geen toestemming is.",
            en="It holds something for which there is no place or no consent.",
        ),
        Words(
            nl="Leg alleen vast wat de cliënt kan en niet kan, binnen de toestemming.",
            en="Keep only what the client can and cannot do, within the consent.",
        ),
    )


@rule("6.health", law=("AVG 9(1)", "UAVG 30(4)"))
def no_illness_or_treatment(facts: RecordHealth, _policy: Policy) -> Forbid | None:
    """A word of illness or treatment stands only when the writer looked at it: it may be part of a name of a job."""
    if not facts.medical_words:
        return None
    return Forbid(
        Words(
            nl="Er staan woorden in over ziekte of behandeling.",
            en="It holds words of illness or treatment.",
        ),
        Words(
            nl="Haal ze eruit, of zeg dat u ernaar keek en dat het geen ziekte of behandeling is.",
            en="Take them out, or say that you looked at them and that they name no illness or treatment.",
        ),
    )


RECORD_HEALTH = Act(
    "record_health",
    RecordHealth,
    (has_a_ground, only_what_is_allowed, no_illness_or_treatment),
    (Ref("6.health"),),
)
