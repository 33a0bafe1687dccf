"""Text files that somebody hands to the command line; a mail that was saved as a file gives the text in it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from inzage.front.processes.unusable import Unusable


def text_of(file: Path) -> str:
    """The text in a file. Raises Unusable, naming the file, when it cannot be read or is no text."""
    try:
        content = file.read_bytes()
        mail = message_from_bytes(content, EmailMessage, policy=default)
        body = mail.get_body(("plain",)) if mail["From"] and mail["To"] else None
        return str(body.get_content()) if body else content.decode()
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror}") from error
    except (UnicodeDecodeError, LookupError):
        raise Unusable(f"{file}: this is no text") from None
