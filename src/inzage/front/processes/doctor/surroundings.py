"""Checks of what is around the database: settings, secrets, disk, mail, virus scanner, backups."""

import shutil
import smtplib
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4

from django.conf import settings
from imap_tools.errors import ImapToolsError

from inzage.access.directory.provider import DirectoryError, configuration
from inzage.front.processes import backup, keyfiles, safety
from inzage.front.processes.datafolder import LEAST_ROOM
from inzage.front.processes.doctor.finding import Finding, ok, warn, wrong
from inzage.front.processes.environment import SECRETS, Environment
from inzage.kit.clamav import ScannerError, is_infected
from inzage.sharing.invitations.mailbox import Server as Mailbox
from inzage.sharing.invitations.mailbox import open_folder

ROOM_SOON = 10 * LEAST_ROOM
BACKUP_DUE = timedelta(hours=26)
BACKUP_LATE = timedelta(days=8)
MAIL_PATIENCE = 10


def demo(outside: Environment) -> Finding:
    """No demo where people's data are."""
    if outside.demo:
        return warn("this is a demo; its people are made up", "set INZAGE_DEMO=0 and DATABASE_URL for real people")
    return ok("no demo")


def https(outside: Environment) -> Finding:
    """Pages and cookies over https only."""
    if not (outside.https and settings.SESSION_COOKIE_SECURE and settings.SECURE_HSTS_SECONDS):
        return wrong("off: cookies travel in the open", "put a proxy with TLS before the desk and set INZAGE_HTTPS=1")
    return ok(f"on; cookies over https only, browsers remember for {settings.SECURE_HSTS_SECONDS // 86_400} days")


def hosts(outside: Environment) -> Finding:
    """Only one's own names are answered."""
    if safety.answers_to_anyone(outside.hosts) or safety.only_local(outside.hosts):
        return wrong(f"answers to {', '.join(outside.hosts)}", "name the host names of the desk in INZAGE_HOSTS")
    return ok(f"answers to {', '.join(outside.hosts)} and to nothing else")


def secrets(outside: Environment) -> Finding:
    """Each secret is there, and only the user of Inzage can read it."""
    folder = keyfiles.folder(outside.data)
    missing = [name for name in SECRETS if keyfiles.find(outside.data, name) is None]
    if missing:
        return wrong(f"missing: {', '.join(missing)}", "put them back from the backup; `inzage run` makes new ones")
    open_to_others = [path.name for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o077]
    if open_to_others:
        return wrong(f"others can read {', '.join(open_to_others)}", f"run: chmod -R go-rwx {folder}")
    owner = outside.data.stat().st_uid
    if any(path.stat().st_uid != owner for path in folder.iterdir()):
        return wrong("some belong to another user than the data folder", f"run: chown -R {owner} {folder}")
    return ok(f"{len(list(folder.iterdir()))} files, for this user only")


def disk(outside: Environment) -> Finding:
    """Room for logs and documents."""
    free = shutil.disk_usage(outside.data).free
    said = f"{free // 1_000_000} MB free"
    if free < LEAST_ROOM:
        return wrong(said, "make room: writing will fail soon")
    return warn(said, "make room soon") if free < ROOM_SOON else ok(said)


def backups(outside: Environment) -> Finding:
    """A backup was made lately."""
    made = backup.last(outside.data)
    if made is None:
        return wrong("none was made from here", "run `inzage backup FOLDER` each night, and try a restore")
    age = datetime.now(UTC) - made
    said = f"the newest is {age // timedelta(hours=1)} hours old"
    if age > BACKUP_LATE:
        return wrong(said, "find out why `inzage backup` does not run")
    return warn(said, "it should run each night") if age > BACKUP_DUE else ok(said)


def mail(outside: Environment) -> Finding:
    """The mail server takes mail from here."""
    where = f"{outside.mail.host}:{outside.mail.port}"
    try:
        with smtplib.SMTP(outside.mail.host, outside.mail.port, timeout=MAIL_PATIENCE) as server:
            server.ehlo()
            offers_tls = server.has_extn("starttls")
    except (OSError, smtplib.SMTPException) as error:
        return wrong(
            f"{where} does not answer ({type(error).__name__})", "start it, or mend INZAGE_MAIL_HOST and _PORT"
        )
    if outside.mail.starttls and not offers_tls:
        return wrong(f"{where} offers no STARTTLS", "set it up there; mail is not sent without it")
    if outside.mail.sender.endswith("@localhost"):
        return wrong(
            "the sender is @localhost; nobody takes that", "set INZAGE_MAIL_SENDER to an address of the bureau"
        )
    return ok(f"{where} answers")


def directory(outside: Environment) -> Finding:  # noqa: ARG001  one form for all
    """The bureau's own directory, when there is one, answers and is the one that is named."""
    ours = settings.DIRECTORY
    if ours is None:
        return ok("none; staff sign in with passkeys, or passwords and codes")
    try:
        configuration()
    except DirectoryError as error:
        return wrong(f"{ours.issuer} is no directory that answers ({error})", "start it, or mend INZAGE_OIDC_ISSUER")
    trusted = ", ".join(sorted(ours.second_factor))
    step = f"its second factor counts when it says {trusted}" if trusted else "our own second step follows"
    return ok(f"{ours.issuer} answers; {step}")


def answers(outside: Environment) -> Finding:
    """The mailbox in which answers to invitations arrive can be read."""
    box = outside.replies
    if not box.host:
        return warn("nobody reads the answers to invitations", "set INZAGE_IMAP_HOST to the server of that mailbox")
    place = Mailbox(host=box.host, port=box.port, user=box.user, password=box.password, tls=box.tls, folder=box.folder)
    try:
        opened, _folder = open_folder(place)
        opened.logout()
    except (OSError, IMAP4.error, ImapToolsError) as error:
        return wrong(
            f"{box.host}:{box.port} does not let us read it ({type(error).__name__})",
            "mend INZAGE_IMAP_HOST, _PORT, _USER, _FOLDER, or the secret imap_password",
        )
    return ok(f"{box.host}:{box.port} lets us read it")


def witness(outside: Environment) -> Finding:
    """The checkpoints of the log leave the server."""
    if not outside.witness:
        return wrong("nobody outside keeps the checkpoints of the log", "set INZAGE_WITNESS to an address elsewhere")
    return ok("the checkpoints of the log are mailed")


def scanner(outside: Environment) -> Finding:
    """Uploads are shown to a virus scanner."""
    if not outside.clamav:
        return warn("no virus scanner looks at uploads", "install clamav-daemon and set INZAGE_CLAMAV")
    try:
        is_infected(b"inzage doctor", outside.clamav)
    except ScannerError:
        return wrong(f"{outside.clamav} gives no verdict: no file is taken", "start clamd, or mend INZAGE_CLAMAV")
    return ok(f"{outside.clamav} answers")
