"""The words of the mails about a meeting, in the language of whoever gets them. Subjects hold no personal data."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from inzage.work.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a mail, and the title of its entry in a calendar."""

    subject: str
    text: str
    summary: str


def invited(meeting: Meeting, where: str, language: str, *, anew: bool) -> Words:
    """The mail that invites, or (`anew`) that tells of another time or place."""
    with override(language):
        subject = _("Your appointment has changed") if anew else _("Invitation to an appointment")
        close = _("Can you not come? Answer this invitation in your calendar or call us.")
        return Words(subject, _text(meeting, where, subject, close), _summary())


def called_off(meeting: Meeting, language: str) -> Words:
    """The mail that takes an invitation back."""
    with override(language):
        subject = _("Your appointment is called off")
        close = _("We will contact you for another one where that is needed.")
        return Words(subject, _text(meeting, "", subject, close), _summary())


def reminded(meeting: Meeting, where: str, language: str) -> Words:
    """The mail that reminds."""
    with override(language):
        subject = _("Reminder of your appointment")
        close = _("Do you want no reminders by mail? Tell your coach, or answer this mail.")
        return Words(subject, _text(meeting, where, subject, close), _summary())


def _summary() -> str:
    return _("Appointment with %(bureau)s") % {"bureau": settings.BUREAU_NAME}


def _text(meeting: Meeting, where: str, subject: str, close: str) -> str:
    begins, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    when = _("%(day)s, %(begins)s to %(ends)s") % {
        "day": date_format(begins, "l j F Y"),
        "begins": date_format(begins, "H:i"),
        "ends": date_format(ends, "H:i"),
    }
    place = f"{meeting.get_place_display()}: {where}" if where else str(meeting.get_place_display())
    times, places = _("When: %(when)s") % {"when": when}, _("Where: %(place)s") % {"place": place}
    lines = [subject, "", times, places, "", close, "", settings.BUREAU_NAME]
    return "\n".join(lines) + "\n"
