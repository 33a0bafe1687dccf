"""`inzage restore FOLDER`."""

import argparse

from inzage.front.processes import restore


def run(options: argparse.Namespace) -> int:
    """Bring a backup back: 0 when its log is whole, 1 when it is not, 2 when it could not be brought back."""
    code = restore.bring_back(options.folder.absolute())
    if code == 0:
        print(f"{options.folder} is back; start it with `inzage run`")
    return code
