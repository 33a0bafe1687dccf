"""Draws worlds and compares: the database, the evaluator, and for openings the law's own decision."""

from dataclasses import dataclass, field, fields
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from inzage.law.decisions.open_dossier import OPEN_DOSSIER, OpenDossier
from inzage.law.policy import MODEL, load_policy
from tests.laws.expected import policy
from tests.worlds import evaluator
from tests.worlds.evaluator import Question
from tests.worlds.laboratory import Laboratory
from tests.worlds.world import Dossier, World, worlds

POLICY = load_policy(MODEL)


@dataclass
class Tally:
    """What was compared, and what differed."""

    worlds: int = 0
    rows: int = 0
    shown: int = 0
    openings: int = 0
    opened: int = 0
    differences: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@st.composite
def _cases(draw: st.DrawFn) -> tuple[World, list[Question]]:
    """A world, and attempts to open that are mostly by somebody with a grant."""
    world = draw(worlds())
    codes = [*policy()["purposes"]["agreed"], *policy()["purposes"]["duties"], "9.z"]
    questions = []
    pairs = [(grant.person, grant.dossier) for grant in world.grants]
    pairs += [(draw(st.sampled_from(world.people)), draw(st.sampled_from(world.dossiers)))]
    for _ in range(4):
        person, dossier = draw(st.sampled_from(pairs))
        usual = ["card", "agreements", *policy()["serves"][dossier.kind]]
        parts = draw(st.lists(st.sampled_from(usual), min_size=1, max_size=2, unique=True))
        purposes = draw(st.lists(st.sampled_from(["3.c", "3.c", "3.a", "13", *codes]), min_size=1, max_size=4))
        kind = draw(st.sampled_from([dossier.kind] * 9 + ["client"]))
        questions.append(Question(person, dossier, kind, tuple(parts), tuple(purposes)))
    return world, questions


Case = tuple[World, list[Question]]


def cases(examples: int, number: int) -> list[Case]:
    """So many worlds with questions about openings, drawn from the seed `number`."""
    drawn: list[Case] = []

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_cases())
    def draw(case: Case) -> None:
        drawn.append(case)

    draw()
    return drawn


def check(laboratory: Laboratory, drawn: list[Case], *, stop_at: int = 0) -> Tally:
    """Compare worlds that are written; stops when `stop_at` differences (0: never) are found."""
    tally = Tally()
    for world, questions in drawn:
        _compare(laboratory, tally, world, questions)
        if stop_at and len(tally.differences) >= stop_at:
            break
    return tally


def _compare(laboratory: Laboratory, tally: Tally, world: World, questions: list[Question]) -> None:
    expected: dict[UUID, set[tuple[str, UUID]]] = {
        person.id: set(evaluator.visible(world, person)) for person in world.people
    }
    tally.differences += laboratory.differences(world, expected)
    tally.worlds += 1
    tally.rows += len(world.people) * sum(len(dossier.rows) for dossier in world.dossiers)
    tally.shown += sum(map(len, expected.values()))
    for question in questions:
        must, did = evaluator.status(world, question), laboratory.ask(question)
        tally.openings += 1
        tally.opened += must == "open"
        if must != did:
            tally.differences.append(f"opening {question.parts} for {question.purposes}: {did}; must be {must}")
        tally.differences += _law(world, question, must)


def _law(world: World, question: Question, must: str) -> list[str]:
    """Whether the law's decision on one part and one purpose is that of the evaluator."""
    if len(question.parts) > 1 or must in {"not_cleared", "no_need"} or question.kind != question.dossier.kind:
        return []
    purpose = question.purposes[0]
    one = Question(question.person, question.dossier, question.kind, question.parts, (purpose,))
    allowed = evaluator.status(world, one) == "open"
    decided = any(OPEN_DOSSIER.decide(facts, POLICY).allowed for facts in _facts(world, one))
    return [] if allowed == decided else [f"law: {question.parts} for {purpose}: {decided}; must be {allowed}"]


def _facts(world: World, question: Question) -> list[OpenDossier]:
    """The facts of each relation of the person to the dossier that holds the part."""
    person, dossier = question.person, question.dossier
    (part,) = question.parts
    relations: list[tuple[str, frozenset[str], bool]] = [
        (evaluator.ON_TOP_OF_OFFICE[grant.relation], frozenset({grant.role}), True)
        for grant in evaluator.grants(world, person, dossier)
        if part in grant.parts
    ]
    roles = frozenset(held.role for held in person.roles if not held.ended and held.office == dossier.office)
    relations.append(("office", roles, False))
    carried, prohibited = _effects(world, dossier, "carried"), _effects(world, dossier, "prohibited")
    return [
        OpenDossier(
            kind=dossier.kind,  # type: ignore[arg-type]  # one of the two
            parts=frozenset(question.parts),
            roles=held,
            relation=relation,  # type: ignore[arg-type]  # one of the policy's
            has_grant=by_grant,
            declaration_signed=True,
            acknowledged_current=True,
            purpose=question.purposes[0],
            agreement_purposes=carried or None,
            prohibited_purposes=prohibited,
            reason="a test",
        )
        for relation, held, by_grant in relations
    ]


def _effects(world: World, dossier: Dossier, effect: str) -> frozenset[str]:
    return frozenset(
        each.purpose
        for each in world.purposes
        if each.dossier is dossier
        and each.effect == effect
        and each.since <= 0
        and (each.until is None or each.until > 0)
    )
