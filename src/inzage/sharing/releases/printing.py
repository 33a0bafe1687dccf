"""The PDF of a report for one recipient: what is previewed, and the same bytes with the bureau's seal behind them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from inzage.access.ledger.sealing import code_before
from inzage.paper.report import render_report
from inzage.paper.sealing import make_seal, seal
from inzage.paper.typesetting import RenderedPdf
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.reports.content import content_of
from inzage.work.reports.models import ReportVersion


@dataclass(frozen=True, slots=True)
class Printed:
    """A report made ready to go: the hash of the preview that the sender saw, and the sealed bytes.

    Sealing only adds: the sealed bytes begin with exactly the bytes that were previewed.
    """

    seen: str
    sealed: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of the bytes that go."""
        return hashlib.sha256(self.sealed).hexdigest()


def code_of(version: ReportVersion) -> str:
    """The short code that is printed on a version and stands on the log beside it."""
    return version.fingerprint[:8].upper()


def footer_code_of(version: ReportVersion) -> str:
    """What is printed at the foot: the version's own code, and that of the log's checkpoint as it was locked.

    With the second anybody can show later that the log of that day is still the beginning of today's (11.security).
    """
    return " · ".join(code for code in (code_of(version), code_before(version.locked_at)) if code)


def preview(version: ReportVersion, contact: SponsorContact | None, *, pictures: bool = False) -> RenderedPdf:
    """Set a version in type for a recipient; the same version, review and recipient give the same bytes.

    `contact` is None for a report to the client.
    """
    content = content_of(version, contact=contact, footer_code=footer_code_of(version))
    return render_report(content, at=version.locked_at, pictures=pictures)


def make_ready(version: ReportVersion, contact: SponsorContact | None, *, seen: str, at: datetime) -> Printed:
    """Make and seal the PDF of a version for a recipient, before anything is locked (6.sending: always a PDF).

    `seen` is the hash of the preview that the sender looked at.
    """
    content = content_of(version, contact=contact, footer_code=footer_code_of(version))
    identity = make_seal(settings.SEAL_FOLDER, organisation=content.bureau.name, at=at)
    return Printed(seen, seal(preview(version, contact).data, identity, at))
