"""Hands one mail to the mail server, and says for sure whether it was taken, refused, or nobody knows (RFC 5321)."""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

SECONDS = 30
PERMANENT = 500
ACCEPTED = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed over. With `starttls` the line is encrypted and the server's certificate checked."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = True

    def __repr__(self) -> str:
        """Name the place only: a password never shows in a log."""
        return f"Server({self.host}:{self.port})"


class Outcome(StrEnum):
    """How a handing over ended."""

    SENT = "sent"
    TRY_AGAIN = "try_again"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The outcome and a short code of the fault: the server's three digits, or "connection"; empty when sent."""

    outcome: Outcome
    fault: str = ""


def deliver(
    mail: bytes, *, server: Server, sender: str, recipients: Sequence[str], before_data: Callable[[], None]
) -> Delivery:
    """Hand over `mail` for all recipients or for none.

    `before_data` is called when every address was taken and the text is about to go: from then on a broken line means
    doubt, for the server may have it. Never raises for what a server or a network does.
    """
    try:
        line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    except (OSError, smtplib.SMTPException) as error:
        return _before(error)
    try:
        problem = _address(line, server, sender, recipients)
        if problem is not None:
            return problem
        before_data()
        return _hand_over(line, mail)
    finally:
        line.close()


def _address(line: smtplib.SMTP, server: Server, sender: str, recipients: Sequence[str]) -> Delivery | None:
    """Greet, sign in, and name sender and recipients; None when the server took them all."""
    try:
        line.ehlo_or_helo_if_needed()
        if server.starttls:
            line.starttls(context=ssl.create_default_context())
        if server.user:
            line.login(server.user, server.password)
        answers = [line.mail(sender), *(line.rcpt(recipient) for recipient in recipients)]
    except (OSError, smtplib.SMTPException) as error:
        return _before(error)
    return next((_answered(code) for code, _ in answers if code not in {ACCEPTED, ACCEPTED + 1}), None)


def _hand_over(line: smtplib.SMTP, mail: bytes) -> Delivery:
    """Send the text and read whether the server took it."""
    try:
        code, _ = line.data(mail)
    except smtplib.SMTPDataError as error:
        return _answered(error.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Delivery(Outcome.IN_DOUBT, "connection")
    if code != ACCEPTED:
        return _answered(code)
    return Delivery(Outcome.SENT)


def _before(error: OSError | smtplib.SMTPException) -> Delivery:
    """Judge a fault before any text went: try again, unless the server said never."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code)
    return Delivery(Outcome.TRY_AGAIN, "connection")


def _answered(code: int) -> Delivery:
    """Judge a server's no: 5xx is for good, anything else for now."""
    return Delivery(Outcome.REFUSED if code >= PERMANENT else Outcome.TRY_AGAIN, str(code))
