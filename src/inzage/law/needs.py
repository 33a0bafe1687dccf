"""Who needs which part of a dossier for which purposes, as a table of the policy: for a page, and for docs/needs.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from inzage.law.policy import Policy

KINDS = ("client", "sponsor")
TITLES = {"client": "Client dossier", "sponsor": "Sponsor dossier"}
RELATIONS = {
    "office": "For the whole office",
    "assigned": "On an assigned dossier, also by who stands in",
    "exception": "By exception, with a reason and an end",
    "sample": "In an audit's sample",
}
HEAD = """# Who sees what

Made from the policy by `inzage regulation needs`; a test compares the two. A cell holds the purposes of article 3 (or
the duties of the regulation) for which that role opens that part on that relation; an empty one is never shown. What a
role has for the whole office comes on top of its other relations. Before any of it counts, the dossier must carry the
purpose: by its agreement (3.2), or as one that every relation carries ({before}), and nobody objected to it
(3.3); a duty of the regulation is always carried.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """The needs of one kind of dossier on one relation: a row for each part with its purposes by role."""

    kind: str
    relation: str
    article: str
    law: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def tables(policy: Policy) -> Iterator[Table]:
    """Every table of the policy, parts in the policy's order; a part that nobody has on a relation is left out."""
    order = list(policy.every_purpose())
    for kind in KINDS:
        served = policy.served(kind)
        for relation, need in policy.needs_of(kind).items():
            rows = []
            for part in served:
                held = [
                    frozenset(need.purposes[role]) if part in parts else frozenset()
                    for role, parts in need.parts.items()
                ]
                cells = tuple(tuple(sorted(purposes & served[part], key=order.index)) for purposes in held)
                if any(cells):
                    rows.append((part, cells))
            yield Table(kind, relation, str(need.article), need.law, tuple(need.parts), tuple(rows))


def markdown(policy: Policy) -> str:
    """The tables as a document."""
    lines = [HEAD.format(before=", ".join(policy.purposes.before_agreement))]
    kind = ""
    for table in tables(policy):
        if table.kind != kind:
            kind = table.kind
            lines.append(f"## {TITLES[kind]}\n")
        lines.append(f"### {RELATIONS[table.relation]}\n\n{', '.join((table.article, *table.law))}\n")
        lines.append(f"| part | {' | '.join(table.roles)} |\n|---|{'---|' * len(table.roles)}")
        lines += [f"| {part} | {' | '.join(' '.join(cell) for cell in cells)} |" for part, cells in table.rows]
        lines.append("")
    lines.append("## Purposes\n")
    lines += [f"- {code}: {purpose.label.en}" for code, purpose in policy.every_purpose().items()]
    return "\n".join(lines) + "\n"
