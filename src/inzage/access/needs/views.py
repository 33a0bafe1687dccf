"""The overview of rights, generated from the policy that the gate enforces."""

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inzage.access.guards import Request, staff
from inzage.access.parts import LABELS as PARTS
from inzage.access.parts import RELATIONS
from inzage.access.people.roles import LABELS as ROLES
from inzage.access.versions.current import policy
from inzage.law.needs import Table, tables


@require_GET
@staff(articles=("6.need", "5.need", "3.purposes"))
def show(request: Request) -> HttpResponseBase:
    """Which role sees which part on which relation for which purposes, and why (5.need, 6.need, 3.purposes)."""
    regulation, language = policy(), get_language() or "nl"
    kinds = {"client": _("Dossier of a client"), "sponsor": _("Dossier of a sponsor")}
    context = {
        "kinds": [
            {"title": title, "tables": [_shown(table, request) for table in tables(regulation) if table.kind == kind]}
            for kind, title in kinds.items()
        ],
        "purposes": [
            (code, purpose.label.to(language), str(purpose.article))
            for code, purpose in regulation.every_purpose().items()
        ],
        "before": ", ".join(regulation.purposes.before_agreement),
    }
    return TemplateResponse(request, "needs/show.html", context)


def _shown(table: Table, request: Request) -> dict[str, object]:
    """A table in words; the roles of whoever looks are marked."""
    heads = [{"label": ROLES.get(role, role), "mine": request.actor.has(role)} for role in table.roles]
    return {
        "title": RELATIONS.get(table.relation, table.relation),
        "article": table.article,
        "law": table.law,
        "roles": heads,
        "rows": [
            {"part": PARTS.get(part, part), "cells": list(zip(heads, cells, strict=True))} for part, cells in table.rows
        ],
    }
