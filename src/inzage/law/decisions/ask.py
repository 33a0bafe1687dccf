"""Asks the law: by facts, by a JSON document, or by a file that holds one."""

import json
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from inzage.law.decisions.acts import ACTS
from inzage.law.decisions.decision import Decision
from inzage.law.decisions.rules import Facts, no_rule
from inzage.law.policy import Policy


class FactsError(Exception):
    """A question cannot be put; `faults` lists each fault with the field, what is wrong, and what is allowed."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def decide(act: str, facts: Facts, policy: Policy) -> Decision:
    """Decide whether `act` may be done when `facts` hold, under `policy`. Never raises.

    Forbid overrides permit, no rule means no, an error in a rule means no, facts of another act mean no.
    """
    known = ACTS.get(act)
    return known.decide(facts, policy) if known else no_rule(act)


def decide_json(document: object, policy: Policy) -> Decision:
    """Decide on {"act": name, "facts": {…}} as read from JSON; raises FactsError that names each wrong field."""
    if not isinstance(document, dict):
        raise FactsError('the document is not an object; allowed: {"act": "…", "facts": {…}}')
    extra = sorted(set(map(str, document)) - {"act", "facts"})
    if extra:
        raise FactsError(*(f"{name}: is not a field of the document; allowed: act, facts" for name in extra))
    name = document.get("act")
    if not isinstance(name, str) or name not in ACTS:
        raise FactsError(f"act: {name!r} is not an act; allowed: {', '.join(ACTS)}")
    return decide(name, parse_facts(name, document.get("facts")), policy)


def parse_facts(act: str, facts: object) -> Facts:
    """Read the facts of `act` out of plain data; raises FactsError that names each wrong field."""
    try:
        text = json.dumps(facts)
    except (TypeError, ValueError) as error:
        raise FactsError(
            "facts: cannot be written as JSON; allowed: texts, numbers, true, false, null, lists"
        ) from error
    try:
        return _reader(act).validate_json(text)
    except ValidationError as error:
        raise FactsError(*map(_sentence, error.errors(include_input=False))) from error


@cache
def _reader(act: str) -> TypeAdapter[Facts]:
    return TypeAdapter(ACTS[act].facts)


def decide_file(path: Path, policy: Policy) -> Decision:
    """Decide on the JSON document in the file at `path`; raises FactsError when it cannot be read or understood."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FactsError(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FactsError(f"{path.name}: is not UTF-8 text; save it as UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nesting"
        raise FactsError(f"{path.name}: is not JSON ({where}); docs/decide.md shows examples") from error
    return decide_json(document, policy)


def _sentence(error: ErrorDetails) -> str:
    """A fault without the value that was given: a fact may be a person's."""
    field = ".".join(["facts", *(str(step) for step in error["loc"])])
    match error["type"]:
        case "missing":
            return f"{field}: is missing; give it a value"
        case "unexpected_keyword_argument" | "extra_forbidden":
            return f"{field}: is not a fact of this act; docs/decide.md lists them"
        case "literal_error":
            return f"{field}: this value is not allowed; allowed: {error['ctx']['expected']}"
        case _:
            return f"{field}: {error['msg'][:1].lower()}{error['msg'][1:]}"
