"""Word forms that a recipient prescribes: looked through before they are kept, and filled in.

A form is somebody else's file, so it is distrusted: no macro, no object, nothing that is fetched from elsewhere, and
between double braces nothing but a field of a closed list. What docxtpl then reads as jinja are plain names, in a
sandbox; a value is never read as jinja or as XML.
"""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from docxtpl import DocxTemplate, Listing
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

MOST_PARTS = 400
LARGEST_UNPACKED = 20 * 1024 * 1024
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FIELD = re.compile(r"\{\{ ?([A-Za-z_][A-Za-z0-9_]{0,59}) ?\}\}")
_JINJA = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_RUNS = re.compile(r"vba|macros?/|activex|embeddings/|oleobject|\.bin$|\.exe$|\.ole$|attachedtoolbars", re.IGNORECASE)
_FETCHES = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|AUTOTEXT|RD)\b",
    re.IGNORECASE,
)
_LOADED = {f"{{{WORD}}}{name}" for name in ("altChunk", "object", "subDoc", "control", "attachedTemplate")}
_PICTURE = re.compile(r"\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|odttf)$")
_DRAWN = re.compile(
    r"^(image/[a-z0-9.+-]+|application/vnd\.openxmlformats-officedocument\.obfuscatedFont|application/x-fontdata)$"
)
_SHOWS = ("/image", "/font", "/thumbnail")
_LINK = re.compile(r"^(https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a form holds: its fields in their order, and what is wrong with it: (kind of fault, where or which)."""

    fields: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def look_through(content: bytes, known: Collection[str]) -> Looked:
    """Look through a form. `known` are the fields that it may have.

    The faults: "unreadable", "large", "macro", "outside" (fetches or links to something elsewhere), "object",
    "instruction" (jinja that is no field), "unknown" (a field that is not known). A form with a fault is not filled in.
    """
    try:
        parts = _unpack(content)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        return Looked((), (("large" if isinstance(error, ValueError) else "unreadable", ""),))
    faults = [("macro", name) for name in parts if _RUNS.search(name)]
    fields: dict[str, None] = {}
    for name, data in parts.items():
        if not name.endswith((".xml", ".rels")):
            # what fills a form in finds its parts by relation and kind of content: a page under another name is one too
            faults += [] if _PICTURE.search(name) else [("object", name)]
            continue
        try:
            root = _parse(data)
        except (etree.XMLSyntaxError, ValueError):
            faults.append(("unreadable", name))
            continue
        faults += _faults(name, root)
        faults += [("object", name)] if any(map(_is_disguised, root.iter("{*}*"))) else []
        found, left = _fields(root)
        fields |= dict.fromkeys(found)
        faults += [("instruction", name)] * left
    faults += [("unknown", field) for field in fields if field not in known]
    if "word/document.xml" not in parts:
        faults.append(("unreadable", "word/document.xml"))
    return Looked(tuple(fields), tuple(dict.fromkeys(faults)))


def fill_in(content: bytes, values: Mapping[str, str]) -> bytes:
    """Fill in a form and give the .docx. Every value is plain text, a line feed in it starts a new line.

    Raises ValueError when the form has a fault or a field that `values` lacks: look it through first.
    """
    looked = look_through(content, values.keys())
    if looked.faults:
        raise ValueError("content: this form is not safe to fill in; look it through first")
    template = DocxTemplate(BytesIO(content))
    sandbox = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    texts = {field: Listing(_plain(values[field])) for field in looked.fields}
    template.render(texts, jinja_env=sandbox, autoescape=True)
    filled = BytesIO()
    template.save(filled)
    return filled.getvalue()


def _plain(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or (ord(sign) >= 0x20 and not 0xD800 <= ord(sign) <= 0xDFFF))  # noqa: PLR2004


def _unpack(content: bytes) -> dict[str, bytes]:
    """The parts by name. Raises ValueError when it is more than a form ever is."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise ValueError("content: too large")
        if len({entry.filename.lower() for entry in entries}) != len(entries):
            raise zipfile.BadZipFile("a part is there twice")
        return {entry.filename: package.read(entry) for entry in entries}


def _parse(data: bytes) -> etree._Element:
    """Read a part without entities or a document type. Raises ValueError when it has one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type")
    return root


def _faults(name: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """What a part holds that a form to fill in never needs."""
    instructions = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == RELATION and element.get("TargetMode") == "External":
            if not (element.get("Type", "").endswith("/hyperlink") and _LINK.match(element.get("Target", ""))):
                yield "outside", name
        elif element.tag in _LOADED:
            yield "object", name
        elif "macroEnabled" in element.get("ContentType", ""):
            yield "macro", name
        elif element.tag in {f"{{{WORD}}}instrText", f"{{{WORD}}}delInstrText"}:
            instructions.append(element.text or "")
        elif element.tag == f"{{{WORD}}}fldSimple":
            instructions.append(element.get(f"{{{WORD}}}instr", ""))
    if _FETCHES.search("".join(instructions)) or any(map(_FETCHES.search, instructions)):
        yield "outside", name


def _is_disguised(element: etree._Element) -> bool:
    """Whether it calls a picture a page: by its kind of content, or by a relation other than to something shown."""
    target = element.get("PartName") or element.get("Target", "")
    if element.tag == RELATION:
        is_inside = element.get("TargetMode") != "External"
        return is_inside and not target.endswith(".xml") and not element.get("Type", "").endswith(_SHOWS)
    ending = f".{element.get('Extension')}" if element.get("Extension") else target
    is_page = ending.endswith((".xml", ".rels"))
    return element.get("ContentType") is not None and not is_page and not _DRAWN.match(element.get("ContentType", ""))


def _fields(root: etree._Element) -> tuple[list[str], int]:
    """The fields in the text of a part, and 1 when braces are left over that are none (0 otherwise).

    The text is read as one, whatever tags stand in between: so does what fills it in.
    """
    text = "".join(str(piece) for piece in root.itertext())
    hidden = [value for element in root.iter() for value in getattr(element, "attrib", {}).values()]
    notes = [str(element.text or "") for element in root.iter() if not isinstance(element.tag, str)]
    namespace = etree.QName(root).namespace
    if namespace not in {WORD, CORE}:
        return [], int(any(_JINJA.search(piece) for piece in (text, *hidden, *notes)))
    left = _FIELD.sub("\0", text)
    return _FIELD.findall(text), int(bool(re.search(r"[{}]", left)) or any(map(_JINJA.search, [*hidden, *notes])))
