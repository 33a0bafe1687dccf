"""A prescribed Word form holds fields and nothing that runs, fetches or reads (6.sending)."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from inzage.paper.prescribed import fill_in, look_through

KNOWN = {"client_name", "employer", "report_advice"}
VALUES = dict.fromkeys(KNOWN, "waarde")
SSTI = (
    "{{ 7 * 7 }}",
    "{{ client_name.__class__ }}",
    "{{ client_name|attr('__class__') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ client_name() }}",
    "{% for x in range(10000000000) %}x{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{%p if client_name %}",
    "{# client_name #}",
    "{{r client_name }}",
    "{{p client_name }}",
    "{{ client_name",
    "{ {{client_name}}",
    "{{{client_name}}}",
    "{{ client_name }",
    "{% colspan client_name %}",
)


def form(*paragraphs: str, runs: tuple[str, ...] = ()) -> bytes:
    """A Word file with these paragraphs, and one of several runs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if runs:
        paragraph = document.add_paragraph()
        for text in runs:
            paragraph.add_run(text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def change(content: bytes, change_part: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same package with parts changed, added or taken out."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change_part(parts)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return written.getvalue()


def in_body(content: bytes, xml: str) -> bytes:
    def put(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        parts["word/document.xml"] = re.sub(r"(<w:body[^>]*>)", lambda found: found[0] + xml, text, count=1).encode()

    return change(content, put)


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def faults(content: bytes) -> set[str]:
    return {kind for kind, _where in look_through(content, KNOWN).faults}


def test_fields_are_found_in_their_order_also_when_word_cut_them_in_pieces() -> None:
    looked = look_through(form("Werkgever: {{employer}}", runs=("Naam: {{ cli", "ent_na", "me }}")), KNOWN)
    assert looked.fields == ("employer", "client_name")
    assert looked.faults == ()


def test_a_form_is_filled_in_with_lines_and_without_reading_the_values() -> None:
    values = {"client_name": "Mila <w:b/> & {{ 7*7 }} {% raw %}", "employer": "Regel 1\nRegel 2", "report_advice": ""}
    filled = fill_in(form("{{client_name}}", "{{employer}}", runs=("{{cli", "ent_name}}")), values)
    text = text_of(filled)
    assert "Mila <w:b/> & {{ 7*7 }} {% raw %}" in text
    assert "Regel 1\nRegel 2" in text
    assert "49" not in text


def test_a_sign_that_xml_cannot_hold_does_not_break_it() -> None:
    assert text_of(fill_in(form("{{client_name}}"), {"client_name": "Mi\x00\x0bla \x1f"})).strip() == "Mila"


@pytest.mark.article("6.sending")
@pytest.mark.parametrize("attack", SSTI)
def test_nothing_but_a_field_stands_between_braces(attack: str) -> None:
    content = form("Naam: {{client_name}}", attack)
    assert faults(content), attack
    with pytest.raises(ValueError, match="not safe"):
        fill_in(content, VALUES)


@pytest.mark.parametrize("attack", SSTI)
def test_nor_when_it_is_cut_in_pieces_or_stands_in_a_header_or_the_properties(attack: str) -> None:
    assert faults(form(runs=tuple(attack)))
    document = Document(BytesIO(form()))
    document.sections[0].header.paragraphs[0].text = attack
    with_header = BytesIO()
    document.save(with_header)
    assert faults(with_header.getvalue())
    document = Document(BytesIO(form()))
    document.core_properties.title = attack
    with_title = BytesIO()
    document.save(with_title)
    assert faults(with_title.getvalue())


def test_a_field_over_two_paragraphs_or_hidden_in_an_attribute_is_no_way_round() -> None:
    assert faults(form("{{ client_name.__cl", "ass__ }}"))
    assert faults(form("{", "{ 7*7 }", "}"))
    hidden = '<w:p><w:pPr><w:pStyle w:val="{{ 7*7 }}"/></w:pPr></w:p>'
    assert "instruction" in faults(in_body(form("x"), hidden))
    assert "instruction" in faults(in_body(form("x"), "<w:p><w:r><w:t>&#123;&#123; 7*7 &#125;&#125;</w:t></w:r></w:p>"))


def test_an_unknown_field_is_named() -> None:
    assert look_through(form("{{ hobby }}"), KNOWN).faults == (("unknown", "hobby"),)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"])
def test_what_runs_is_refused(name: str) -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts[name] = b"<x/>"

    assert "macro" in faults(change(form("x"), add))


def test_a_macro_enabled_document_is_refused_whatever_its_name() -> None:
    def rename(parts: dict[str, bytes]) -> None:
        kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        part = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(part, kind)

    assert "macro" in faults(change(form("x"), rename))


@pytest.mark.parametrize(
    "relation",
    [
        (
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            'Target="http://kwaad.example/x.dotm"'
        ),
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://kwaad.example/x"',
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="file:///etc/passwd"',
    ],
)
def test_what_fetches_from_elsewhere_is_refused(relation: str) -> None:
    def add(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        more = f'<Relationship Id="rId99" {relation} TargetMode="External"/></Relationships>'
        parts[name] = parts[name].replace(b"</Relationships>", more.encode())

    assert "outside" in faults(change(form("x"), add))


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        ("<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>", "outside"),
        (
            "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT x</w:instrText></w:r></w:p>",
            "outside",
        ),
        ('<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://x"/></w:p>', "outside"),
        ("<w:altChunk/>", "object"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "object"),
    ],
)
def test_fields_that_fetch_and_documents_within_are_refused(xml: str, fault: str) -> None:
    assert fault in faults(in_body(form("x"), xml))


def test_a_document_type_and_its_entities_are_refused() -> None:
    def add(parts: dict[str, bytes]) -> None:
        head = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"?>", b"?>" + head, 1)

    assert "unreadable" in faults(change(form("x"), add))


def test_what_is_no_form_or_far_too_large_is_refused() -> None:
    assert faults(b"geen zip") == {"unreadable"}
    assert "unreadable" in faults(change(form("x"), lambda parts: parts.update({"word/document.xml": b""})))
    assert faults(change(form("x"), lambda parts: parts.update({"word/bom.xml": b"0" * 30_000_000}))) == {"large"}


HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def with_header_called(name: str, text: str, media_type: str = HEADER_TYPE) -> bytes:
    """A form whose header says `text` and lies in the package under another name and kind of content."""
    document = Document(BytesIO(form("{{client_name}}")))
    document.sections[0].header.paragraphs[0].text = text
    written = BytesIO()
    document.save(written)

    def rename(parts: dict[str, bytes]) -> None:
        old = next(each for each in parts if re.fullmatch(r"word/header\d*\.xml", each))
        parts[f"word/{name}"] = parts.pop(old)
        for listed in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            parts[listed] = parts[listed].replace(old.removeprefix("word/").encode(), name.encode())
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(HEADER_TYPE.encode(), media_type.encode())

    return change(written.getvalue(), rename)


@pytest.mark.article("6.sending")
@pytest.mark.parametrize("name", ["header1.XML", "header1.txt", "header1", "header1.png", "media/header1.jpeg"])
@pytest.mark.parametrize("media_type", [HEADER_TYPE, "image/png"])
def test_a_page_under_the_name_of_something_else_is_no_way_round(name: str, media_type: str) -> None:
    content = with_header_called(name, "{{ 7 * 7 }}", media_type)
    assert faults(content)
    with pytest.raises(ValueError, match="not safe"):
        fill_in(content, VALUES)


def test_the_body_itself_lies_where_it_is_looked_for() -> None:
    def move(parts: dict[str, bytes]) -> None:
        parts["word/evil.dat"] = parts["word/document.xml"].replace(b"client_name", b"7 * 7")
        parts["word/_rels/evil.dat.rels"] = parts["word/_rels/document.xml.rels"]
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"word/evil.dat")
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(b"/word/document.xml", b"/word/evil.dat")

    assert "object" in faults(change(form("{{client_name}}"), move))


def test_a_picture_and_what_word_itself_adds_are_fine() -> None:
    document = Document(BytesIO(form("{{client_name}}")))
    pixel = BytesIO()
    Image.new("RGB", (1, 1)).save(pixel, "PNG")
    document.add_picture(pixel)
    document.sections[0].footer.paragraphs[0].text = "Voet"
    written = BytesIO()
    document.save(written)
    assert faults(written.getvalue()) == set()
    assert "waarde" in text_of(fill_in(written.getvalue(), VALUES))
