"""The parts of a dossier in words, for lists and forms."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, str | Promise] = {
    "card": _("card"),
    "identity": _("identity"),
    "contact": _("contact details"),
    "contacts": _("contacts"),
    "notes": _("session notes"),
    "correspondence": _("correspondence"),
    "health": _("health data"),
    "bsn": _("citizen service number"),
    "instruments": _("tests and results"),
    "reports": _("reports"),
    "agreements": _("agreements"),
    "quotations": _("quotations"),
    "billing": _("billing"),
    "disclosures": _("disclosures"),
    "log": _("log"),
}
RELATIONS: Mapping[str, str | Promise] = {
    "office": _("for the whole office"),
    "assigned": _("on an assigned dossier"),
    "exception": _("by exception"),
    "sample": _("in an audit's sample"),
    "stand_in": _("standing in"),
}
