"""Translations without gettext's programs: one Dutch catalogue in each room, complete or the check fails.

    messages.py update     put every text of the code into the catalogues, keep translations, drop what is unused
    messages.py check      name each text that lacks a translation, or has one that cannot be right
    messages.py compile    write the .mo files that Django reads (git does not keep them)

English stands in the code (Python and templates); Dutch in `src/inzage/<room>/locale/nl/LC_MESSAGES/django.po`.
"""

import io
import re
import string
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "src" / "inzage"
LANGUAGE = "nl"
KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "__": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PERCENT = re.compile(r"%(?:\((\w+)\))?[-+#0]*\d*(?:\.\d+)?([sdrfix%])")

Key = tuple[str, str, str]  # context, singular, plural


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the code: what stands there, and where (`path:line`, from the root of the project)."""

    key: Key
    places: list[str] = field(default_factory=list)


def main(arguments: list[str], rooms: Path = ROOMS) -> int:
    """Do what the one argument says, for every folder of `rooms`. Returns the exit code: 0, 1 (found wrong), 2."""
    work = {"update": update, "check": check, "compile": compile_all}
    if len(arguments) != 1 or arguments[0] not in work:
        print(f"messages.py: give one of {', '.join(work)}", file=sys.stderr)
        return 2
    faults = list(work[arguments[0]](rooms))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def update(rooms: Path) -> Iterator[str]:
    """Rewrite the catalogue of each room; yields nothing."""
    known = {room: read_catalogue(room) for room in _rooms(rooms)}
    elsewhere = {_key(message): message for catalogue in known.values() for message in catalogue if message.string}
    for room, old in known.items():
        fresh = Catalog(locale=LANGUAGE)
        for text in texts(room):
            context, singular, plural = text.key
            had = _find(old, text.key) or elsewhere.get(text.key)
            identifier = (singular, plural) if plural else singular
            locations = [(place.partition(":")[0], 1) for place in text.places]
            fresh.add(identifier, had.string if had else None, locations, context=context or None)
        if len(fresh):
            write_catalogue(room, fresh)
        else:
            _po(room).unlink(missing_ok=True)
    yield from ()


def check(rooms: Path) -> Iterator[str]:
    """A line for each fault: untranslated, unused, fuzzy, placeholders that differ, not compiled, two translations."""
    translations: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for room in _rooms(rooms):
        catalogue = read_catalogue(room)
        used = {text.key: text for text in texts(room)}
        for message in catalogue:
            if message.id:
                yield from _message_faults(room, message, used)
            if message.id and _complete(message):
                translations[_key(message)][str(message.string)].add(room.name)
        for text in used.values():
            translated = _find(catalogue, text.key)
            if not (translated and _complete(translated)):
                yield f"{text.places[0]}: not translated: {text.key[1]!r} (put the Dutch into {_shown(_po(room))})"
        if used and not _po(room).with_suffix(".mo").is_file():
            yield f"{_shown(_po(room))}:1: not compiled: run tools/messages.py compile"
    for key, found in translations.items():
        if len(found) > 1:
            where = " and ".join(f"{text!r} in {', '.join(sorted(names))}" for text, names in sorted(found.items()))
            yield f"{key[1]!r} is {where}; Django keeps one of them: agree, or use pgettext"


def compile_all(rooms: Path) -> Iterator[str]:
    """Write each room's .mo beside its .po; yields nothing."""
    for room in _rooms(rooms):
        if _po(room).is_file():
            made = io.BytesIO()
            write_mo(made, read_catalogue(room))
            _po(room).with_suffix(".mo").write_bytes(made.getvalue())
    yield from ()


def texts(room: Path) -> Iterator[Text]:
    """Every translatable text in the Python files and templates of a room, tests and migrations apart, in order."""
    found: dict[Key, Text] = {}
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        parts = path.relative_to(room).parts
        if {"tests", "migrations", "static"} & set(parts) or (path.suffix != ".py" and "templates" not in parts):
            continue
        for line, key in _extracted(path):
            found.setdefault(key, Text(key)).places.append(f"{_shown(path)}:{line}")
    return iter(found.values())


def read_catalogue(room: Path) -> Catalog:
    """The catalogue of a room; an empty one when there is no file."""
    path = _po(room)
    if not path.is_file():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def write_catalogue(room: Path, catalogue: Catalog) -> None:
    """Write it without dates and line numbers, so that it changes only when a text does."""
    body = io.BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False)
    _po(room).parent.mkdir(parents=True, exist_ok=True)
    _po(room).write_text(HEADER + body.getvalue().decode(), encoding="utf-8")


def placeholders(text: str) -> set[str]:
    """The names that a text leaves open, as `%(name)s`, `%s` and `{name}`."""
    percent = {found[0] or found[1] for found in PERCENT.findall(text) if found[1] != "%"}
    try:
        braces = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:  # a lone brace: no format string
        braces = set()
    return percent | braces


def _extracted(path: Path) -> Iterator[tuple[int, Key]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    options = {"encoding": "utf-8"}
    for line, message, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS, (), options):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            yield line, (context or "", singular, plural)


def _message_faults(room: Path, message: Message, used: Mapping[Key, Text]) -> Iterator[str]:
    place = f"{_shown(_po(room))}:{message.lineno}"
    _, singular, plural = key = _key(message)
    if key not in used:
        yield f"{place}: not used any more: {singular!r} (run tools/messages.py update)"
    if message.fuzzy:
        yield f"{place}: fuzzy: {singular!r} (look at the translation, then take the mark away)"
    forms = list(_forms(message))
    wanted = placeholders(plural or singular)
    for number, form in enumerate(forms):
        have = placeholders(form)
        exact = not plural or number == len(forms) - 1
        if form and (have != wanted if exact else not have <= wanted | placeholders(singular)):
            yield f"{place}: placeholders differ: {sorted(wanted)} became {sorted(have)} in {form!r}"


def _forms(message: Message) -> Iterable[str]:
    return message.string if isinstance(message.string, (tuple, list)) else (message.string or "",)


def _complete(message: Message) -> bool:
    return all(form.strip() for form in _forms(message))


def _key(message: Message) -> Key:
    singular, plural = message.id if isinstance(message.id, (tuple, list)) else (message.id, "")
    return (message.context or "", singular, plural)


def _find(catalogue: Catalog, key: Key) -> Message | None:
    context, singular, plural = key
    found = catalogue.get(singular, context or None)
    return found if found is not None and _key(found)[2] == plural else None


def _rooms(rooms: Path) -> list[Path]:
    return sorted(path for path in rooms.iterdir() if path.is_dir() and not path.name.startswith("_"))


def _po(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
