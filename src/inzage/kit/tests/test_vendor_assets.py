"""What others made is in the tree as they made it, with its licence, and nothing loads from elsewhere."""

import hashlib
import re
from pathlib import Path

from inzage.kit import apps

STATIC = Path(apps.__file__).parent / "static"
VENDOR = STATIC / "vendor"


def test_every_vendored_file_is_the_one_that_was_checked_in() -> None:
    lines = (VENDOR / "CHECKSUMS").read_text(encoding="ascii").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    found = {
        str(file.relative_to(VENDOR)): hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.glob("*/*")
    }
    assert found == listed


def test_every_vendored_folder_has_its_licence() -> None:
    for folder in VENDOR.iterdir():
        assert not folder.is_dir() or (folder / "LICENSE").exists()


def test_our_style_sheets_load_only_files_that_are_there() -> None:
    for sheet in (STATIC / "kit").glob("*.css"):
        for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / address).resolve().is_file(), address


def test_the_skeleton_names_only_files_that_are_there() -> None:
    skeleton = (STATIC.parent / "templates" / "kit" / "skeleton.html").read_text(encoding="utf-8")
    for address in re.findall(r"{% static '([^']+)' %}", skeleton):
        assert (STATIC / address).is_file(), address
