"""A report on the Word form that a recipient prescribes: what fills its fields, and the filled form."""

from inzage.paper.prescribed import fill_in
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.house.facts import TEXT_OF, form_fields
from inzage.work.house.models import PrescribedForm
from inzage.work.reports.fields import values_of
from inzage.work.reports.models import ReportVersion


def fill_form(version: ReportVersion, form: PrescribedForm, contact: SponsorContact) -> bytes:
    """Give the form as .docx, filled in with a locked version for a recipient.

    Fields hold what stands in the dossier, and the text of the sections by kind of data with the passages drawn into
    them; what is not known stays empty. Raises ValueError when the form is not safe to fill in by now.
    """
    values = dict.fromkeys(form_fields(), "") | values_of(version.report) | {"sponsor_contact": contact.name}
    for section in version.sections:
        name = f"{TEXT_OF}{section['category']}"
        if name in values:
            said = [section["text"], *(quote["text"] for quote in section["passages"])]
            values[name] = "\n".join(filter(None, [values[name], *said]))
    return fill_in(bytes(form.content), values)
