"""Reads a policy folder (policy.toml and text.md) and names every fault in it."""

import hashlib
import json
import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from inzage.law.articles import ARTICLES
from inzage.law.policy.whole import Policy
from inzage.law.regulation import read_regulation

MODEL = Path(__file__).resolve().parent.parent / "policies" / "model"
"""The folder of the model regulation that comes with the product."""


class PolicyError(Exception):
    """A policy folder is not usable; `faults` lists each fault with file, key, problem and what is allowed."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load_policy(folder: Path) -> Policy:
    """Read the policy in `folder`; raises PolicyError that lists every fault of policy.toml and of text.md."""
    toml, text = _read(folder / "policy.toml"), _read(folder / "text.md")
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError((f"policy.toml: is not valid TOML: {error}",)) from error
    faults = [*_reserved(data), *_faults_of_text(text)]
    digest = hashlib.sha256(f"{toml}\0{text}".encode()).hexdigest()
    document = json.dumps({**data, "text": text, "digest": digest}, default=_plain)
    try:
        policy = Policy.model_validate_json(document)
    except ValidationError as error:
        raise PolicyError((*map(_sentence, error.errors()), *faults)) from error
    if faults:
        raise PolicyError(tuple(faults))
    return policy


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PolicyError(
            (f"{path.name}: is not in the folder {path.parent}; a policy is policy.toml and text.md",)
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise PolicyError((f"{path.name}: cannot be read: {problem}",)) from error


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _reserved(data: dict[str, Any]) -> list[str]:
    return [
        f"policy.toml: key {key}: is not a key of the policy; the program fills it itself"
        for key in ("text", "digest")
        if key in data
    ]


def _faults_of_text(text: str) -> list[str]:
    found = {str(article.number) for article in read_regulation(text).articles}
    wanted = dict.fromkeys(article.number for article in ARTICLES.values() if article.number != "V")
    return [
        f"text.md: article {number} is missing; allowed: a heading '## Artikel {number} …' for each of 1 to 17"
        for number in wanted
        if number not in found
    ]


def _sentence(error: ErrorDetails) -> str:
    key = ".".join(str(part) for part in error["loc"] if part != "[key]")
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "literal_error":
            allowed = ", ".join(re.findall(r"'([^']*)'", context["expected"])) or context["expected"]
            problem = f"{given!r} is not allowed; allowed: {allowed.lower() if isinstance(given, bool) else allowed}"
        case "missing":
            problem = "is missing; needed in every policy"
        case "extra_forbidden":
            problem = f"is not a key of the policy; allowed: {', '.join(_fields(error['loc'])) or 'nothing'}"
        case "value_error":
            problem = str(context["error"])
        case _:
            problem = f"{error['msg'][:1].lower()}{error['msg'][1:]} (found: {given!r})"
    # a fault between sections says its own key
    return f"policy.toml: key {key}: {problem}" if key else f"policy.toml: key {problem}"


def _fields(location: tuple[int | str, ...]) -> list[str]:
    """The keys that the table around `location` may have; found by walking the schema down from Policy."""
    here: Any = Policy
    for step in location[:-1]:
        fields = here.model_fields if isinstance(here, type) and issubclass(here, BaseModel) else {}
        annotation = fields[step].annotation if step in fields else here
        here = _inner(annotation)
    reserved = {"text", "digest"} if here is Policy else set()
    return [name for name in getattr(here, "model_fields", {}) if name not in reserved]


def _inner(annotation: Any) -> Any:
    """For Mapping[K, Table]: Table on the next step; anything else stays as it is."""
    arguments = getattr(annotation, "__args__", ())
    return arguments[-1] if arguments else annotation
