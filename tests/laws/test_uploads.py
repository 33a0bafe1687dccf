"""A file of a visitor comes in by one door: `kit.forms.UploadField`, which lets `kit.uploads.check_upload` judge it."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "inzage"
DOOR = SOURCE / "kit" / "forms.py"
FIELDS = {"FileField", "ImageField", "FilePathField", "ClearableFileInput"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Our modules, tests apart."""
    for path in SOURCE.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def other_doors(tree: ast.Module) -> list[int]:
    """Lines that make a field for files of another class, or take a file out of a request by hand."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr):
            continue
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        taken = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "FILES"
        asked = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "FILES"
        if name in FIELDS or taken or asked:
            found.append(node.lineno)
    return found


def test_every_upload_goes_through_the_same_door() -> None:
    elsewhere = {str(path): lines for path, tree in sources() if path != DOOR and (lines := other_doors(tree))}
    assert elsewhere == {}
    assert other_doors(ast.parse(DOOR.read_text(encoding="utf-8")))


def test_another_door_is_noticed() -> None:
    for code in ('f = request.FILES["scan"]', 'f = request.FILES.get("scan")', "scan = forms.FileField()"):
        assert other_doors(ast.parse(code)) == [1], code
