"""The annex to a form on which the law asks for the BSN: whom the form is about, and the number it is filed under."""

from __future__ import annotations

from datetime import datetime

from inzage.paper.content import BsnFormContent
from inzage.paper.labels import BSN_FORM, REPORT, long_date
from inzage.paper.typesetting import RenderedPdf, typeset
from inzage.paper.wording import printable


def render_bsn_form(form: BsnFormContent, *, at: datetime) -> RenderedPdf:
    """Set the annex in type. `at` is the moment of making, aware of its time zone."""
    labels = {**BSN_FORM[form.language], **{key: REPORT[form.language][key] for key in ("page", "date", "reference")}}
    born = long_date(form.born, form.language) if form.born else ""
    rows = [
        (labels["client"], form.client),
        (labels["born"], born),
        (labels["number"], form.number),
        (labels["reference"], form.reference),
        (labels["date"], long_date(form.dated.date(), form.language)),
        (labels["law"], form.law),
    ]
    data = {
        "language": form.language,
        "labels": labels,
        "title": printable(form.titles[form.language]),
        "bureau": printable(form.bureau.name),
        "bureau_address": [printable(line) for line in form.bureau.address],
        "reference": printable(form.reference),
        "rows": [[label, printable(value)] for label, value in rows if value],
    }
    return typeset("bsn_form", data, at=at)
