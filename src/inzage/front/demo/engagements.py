"""What the demo bureau keeps of its engagements: the agreement with clients, plans, a pause, hours, and an ending."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from inzage.access.actor import Actor
from inzage.access.identity import acting
from inzage.front.demo.case import DAY, Case
from inzage.front.demo.stories import Stage
from inzage.work.absence.actions import record_interruption
from inzage.work.clientagreements.actions import publish_template, record_agreement, write_template
from inzage.work.clientagreements.facts import published
from inzage.work.closing.actions import Ending, close
from inzage.work.engagements.models import Engagement
from inzage.work.groups.actions import make_programme, plan_meeting, record_attendance, take_part
from inzage.work.groups.facts import meetings_of, programmes
from inzage.work.hours.actions import write_hours
from inzage.work.plans.actions import record_seen, write_goal
from inzage.work.plans.actions_doing import add_action, move_action
from inzage.work.todos.actions import add_task

TITLE = "Afspraken tussen u en ons"
TEXT = (
    "{bureau} begeleidt {client} bij {service}. Wij maken samen een plan en spreken elkaar zo vaak als nodig is.\n\n"
    "U kunt altijd vragen stellen, uw dossier inzien en een klacht indienen. U krijgt onze klachtenregeling erbij."
)
SECRECY = (
    "Wat u vertelt, blijft binnen {bureau}. {sponsor} hoort alleen wat vooraf met u is besproken. Over uw gezondheid "
    "melden wij niets zonder uw schriftelijke toestemming."
)
GOAL = "Ik wil weer werk met een vast ritme, het liefst dicht bij huis."
ACTIONS = (
    ("Drie soorten werk uitzoeken en met elkaar vergelijken", "client", -20, "done"),
    ("Een dag meelopen bij een bedrijf", "client", -2, "doing"),
    ("Een rustige plek voor het gesprek regelen", "sponsor", 3, "todo"),
)
"""What, who, due in how many days, and how far it is."""
PROGRAMME = "Solliciteren in zes stappen"
PAUSED = "Idrissi"
"""The client who was back at work for a while."""


def publish_agreement(office: UUID, at: datetime) -> None:
    """Publish the agreement with clients; one that is there already stays."""
    with acting(office) as actor:
        if published() is None:
            draft = write_template(title=TITLE, text=TEXT, secrecy=SECRECY, by=actor, at=at)
            publish_template(template=draft, by=actor, at=at)


def offer_programme(leader: UUID, at: datetime) -> None:
    """Offer a group programme with a meeting that was and one to come; one that is there already stays."""
    with acting(leader) as actor:
        if not programmes(actor.office).exists():
            made = make_programme(title=PROGRAMME, by=actor, at=at - 30 * DAY)
            for days in (-7, 7):
                begin = (at + days * DAY).replace(hour=9, minute=0, second=0, microsecond=0)
                plan_meeting(
                    programme=made, starts_at=begin, ends_at=begin + DAY / 12, place="Zaal Kade", by=actor, at=at
                )


def follow(case: Case, engagement: Engagement) -> None:
    """Keep of an engagement what its story goes so far for; a client who has no notes yet only has the agreement."""
    stage, then = case.story.stage, case.since + 6 * DAY
    case.open(case.worker, "agreements", "identity")
    with acting(case.worker) as actor:
        if stage >= Stage.TOLD:
            record_agreement(
                engagement=engagement, how="signed", agreed_on=then.date(), complaints_handed=True, by=actor, at=then
            )
        if Stage.NOTES <= stage < Stage.ENDED:
            _plan(case, engagement, actor)
            _hours(case, engagement, actor)
        if case.story.service == "outplacement" and stage >= Stage.DRAFTING:
            _take_part(case, engagement, actor)
        if case.story.last == PAUSED:
            first = (case.at - 60 * DAY).date()
            record_interruption(
                dossier=case.dossier, kind="work", first_on=first, last_on=first + 11 * DAY, by=actor, at=case.at
            )


def _plan(case: Case, engagement: Engagement, actor: Actor) -> None:
    then = case.since + 9 * DAY
    goal = write_goal(engagement=engagement, words=GOAL, by=actor, at=then)
    for words, owner, days, state in ACTIONS:
        due = (case.at + days * DAY).date()
        action = add_action(engagement=engagement, words=words, owner=owner, due=due, goal=goal, by=actor, at=then)
        move_action(action=action, state=state, by=actor, at=case.at)
    record_seen(engagement=engagement, seen_on=then.date(), how="paper", by=actor, at=then)
    add_task(
        engagement=engagement, words="Folder van de opleiding meenemen", due=(case.at + 4 * DAY).date(),
        owner=case.worker, by=actor, at=case.at,
    )  # fmt: skip


def _hours(case: Case, engagement: Engagement, actor: Actor) -> None:
    for days, kind, hours in ((1, "guidance", "1.5"), (1, "travel", "0.75"), (8, "guidance", "1.25")):
        day = (case.at - days * DAY).date()
        write_hours(engagement=engagement, kind=kind, day=day, hours=Decimal(hours), by=actor, at=case.at)


def _take_part(case: Case, engagement: Engagement, actor: Actor) -> None:
    programme = programmes(actor.office)[0]
    participant = take_part(engagement=engagement, programme=programme, by=actor, at=case.at - 10 * DAY)
    states = {participant.id: "present"}
    record_attendance(meeting=meetings_of(programme)[0], states=states, by=actor, at=case.at)


def finish(case: Case, engagement: Engagement) -> None:
    """Close an engagement that ended well and quickly; what its dossier lacks is accounted for."""
    leader = case.staff["team_leader"]
    case.open(leader, "card", "agreements", "reports")
    last = (case.at - 20 * DAY).date()
    ending = Ending(outcome="placed", ended_on=last, gaps_reason="Sneller geplaatst dan het plan voorzag")
    with acting(leader) as actor:
        close(engagement=engagement, ending=ending, by=actor, at=case.at - 20 * DAY)
