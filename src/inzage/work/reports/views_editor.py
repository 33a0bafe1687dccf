"""The editor of a report: its page, saving at every pause, and the buttons in it. Nothing typed is lost."""

import base64
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inzage.access.actor import Actor
from inzage.access.guards import Request, opens
from inzage.access.ledger.actions import record_refusal
from inzage.access.ledger.kinds import Kind
from inzage.access.versions import policy
from inzage.law.decisions.decision import Decision, Refused
from inzage.law.merging import fill
from inzage.paper.report import render_report
from inzage.work.reporting.facts import category_labels, current_agreement
from inzage.work.reports import actions, facts, fields
from inzage.work.reports.content import draft_content
from inzage.work.reports.forms import base_from, sections_from, tab_from
from inzage.work.reports.models import DrawnPassage, Report
from inzage.work.reports.states import Addressee, Verb, may
from inzage.work.reports.text import new_section
from inzage.work.reports.views import WRITERS, find
from inzage.work.reports.words import spots_in


@opens("card", "reports", roles=WRITERS, articles=("6.agreement", "6.confidential"))
def edit(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:
    """The editor; a POST is one of its buttons, and saves what was typed first."""
    found = find(dossier, report_id)
    if request.method == "POST":
        return _press(request, found)
    if not may(found.state, Verb.SAVE):
        return redirect("reports:show", dossier=dossier, report_id=report_id)
    return TemplateResponse(request, "reports/edit.html", _context(found) | {"tab": uuid4()})


def _context(report: Report) -> dict[str, object]:
    draft = facts.draft_of(report)
    passages = facts.drawn(report)
    agreement = current_agreement(report.engagement)
    language = get_language() or "nl"
    labels = category_labels(language)
    values = fields.values_of(report)
    return {
        "dossier": report.dossier_id,
        "report": report,
        "draft": draft,
        "rows": [
            row | {"passages": [each for each in passages if each.section == row["section"]["key"]]}
            for row in _rows(report, facts.full_draft(report))
        ],
        "fields": [(code, label, values.get(code, "")) for code, label in fields.labels(language).items()],
        "for_client": report.addressee == Addressee.CLIENT,
        "categories": labels,
        "agreed": agreement.categories if agreement else [],
        "has_agreement": agreement is not None and report.addressee == Addressee.SPONSOR,
        "lacks_agreement": agreement is None and report.addressee == Addressee.SPONSOR,
        "released": facts.released(report.dossier_id),
        "drawn": {each.passage_id for each in passages},
        "kept": facts.kept_texts(report),
    }


def _rows(report: Report, sections: list[dict[str, object]]) -> list[dict[str, Any]]:
    """Each section with its place, what is still to be filled in, and its sensitive words with what became of each."""
    spots = spots_in(sections)
    cleared, asked = facts.cleared(report), facts.questions(report)
    return [
        {
            "section": section,
            "number": number,
            "gaps": facts.gaps([section]),
            "exempt": section["category"] in policy().reporting.word_check.exempt,
            "words": [
                {"spot": spot, "number": place, "cleared": cleared.get(spot.mark), "asked": asked.get(spot.mark)}
                for place, spot in enumerate(spots)
                if spot.section == section["key"]
            ],
        }
        for number, section in enumerate(sections)
    ]


@opens("card", "reports", roles=WRITERS, articles=("6.informing",))
def pages(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:
    """The pages of the draft as pictures, for beside the editor: a fragment that is fetched anew at each pause."""
    found = find(dossier, report_id)
    printed = render_report(draft_content(found), at=timezone.now(), pictures=True)
    pictures = [base64.b64encode(page).decode("ascii") for page in printed.png_pages]
    return TemplateResponse(request, "reports/pages.html", {"pictures": pictures})


@require_POST
@opens("card", "reports", roles=WRITERS, articles=("6.agreement",))
def draft(request: Request, dossier: UUID, report_id: UUID) -> HttpResponse:
    """Save what was typed, at a pause: answers a fragment with the moment, the words to look at, and any warning."""
    found = find(dossier, report_id)
    try:
        saved = _save(found, request.POST, request.actor)
    except ValueError as error:
        return TemplateResponse(request, "reports/not_saved.html", {"problem": str(error)}, status=422)
    context = {
        "dossier": dossier, "report": found, "draft": saved.draft, "kept": saved.kept,
        "rows": [] if saved.kept else _rows(found, facts.full_draft(found)),
        "for_client": found.addressee == Addressee.CLIENT,
    }  # fmt: skip
    return TemplateResponse(request, "reports/saved.html", context)


def _save(report: Report, posted: QueryDict, by: Actor) -> actions.Saved:
    return actions.save_draft(
        report=report,
        sections=sections_from(posted),
        base=base_from(posted),
        tab=tab_from(posted),
        by=by,
        at=timezone.now(),
    )


def _press(request: Request, report: Report) -> HttpResponse:
    """Save, then do what the button says: `do` is a verb, with a colon and what it is about where it needs one."""
    here = redirect("reports:edit", dossier=report.dossier_id, report_id=report.id)
    verb, _colon, about = request.POST.get("do", "").partition(":")
    try:
        saved = _save(report, _changed(request.POST, report, verb, about), request.actor)
        if saved.kept is not None:
            messages.warning(request, _("This report was changed in another window. Your text is kept beside it."))
            return here
        answer = _do(request, report, verb, about)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return here
    except ValueError as error:
        messages.error(request, str(error))
        return here
    except Refused as refused:
        _tell_refusal(request, report, refused.decision)
        return here
    return answer or here


def _tell_refusal(request: Request, report: Report, decision: Decision) -> None:
    """Put a refusal on the log and tell it. The guard's own way would roll back the text that was just saved."""
    record_refusal(
        Kind.DECISION_REFUSED,
        person=request.actor.person,
        dossier=report.dossier_id,
        subject=report.id,
        articles=decision.articles,
        detail={"act": decision.act},
    )
    language = get_language() or "nl"
    remedy = decision.remedy.to(language) if decision.remedy else ""
    messages.error(request, f"{decision.sentence.to(language)} {remedy}")


def _changed(posted: QueryDict, report: Report, verb: str, about: str) -> QueryDict:
    """What was typed, with the change that a button asks: a section more, less or up, a field, fields filled in."""
    sections = sections_from(posted)
    place = next((at for at, section in enumerate(sections) if section.get("key") == about), None)
    if verb == "add":
        sections.append(dict(new_section().items()))  # type: ignore[arg-type]  # all its values are text
    elif verb == "remove" and place is not None:
        del sections[place]
    elif verb == "up" and place:
        sections[place - 1], sections[place] = sections[place], sections[place - 1]
    elif verb in {"field", "fill"}:
        _fill(sections, fields.values_of(report), posted, only_new=verb == "field")
    changed = QueryDict(mutable=True)
    changed.update({name: posted.get(name, "") for name in ("base", "tab")})
    for number, section in enumerate(sections):
        changed.update({f"section-{number}-{name}": value for name, value in section.items()})
    return changed


def _fill(sections: list[dict[str, str]], values: dict[str, str], posted: QueryDict, *, only_new: bool) -> None:
    """Put the chosen field at the end of the chosen section, or fill in again what every section leaves open."""
    for section in sections:
        if not only_new:
            section["text"] = fill(section.get("text", ""), values)
        elif section.get("key") == posted.get("into") and posted.get("field") in values:
            field = str(posted["field"])
            section["text"] = f"{section.get('text', '')} {values[field] or f'{{{{{field}}}}}'}".strip()


def _do(request: Request, report: Report, verb: str, about: str) -> HttpResponse | None:
    """Do what the button says after saving; the page to go to, None for the editor again."""
    by, at, dossier = request.actor, timezone.now(), report.dossier_id
    if verb == "draw":
        passage = facts.released(dossier).filter(id=about).first()
        if passage is None:
            raise Http404
        actions.draw_in(report=report, passage=passage, section=request.POST.get("into", ""), by=by, at=at)
    elif verb == "undraw":
        for drawn in DrawnPassage.objects.filter(dossier=dossier, report=report, id=about):
            actions.remove_drawn(drawn=drawn, by=by, at=at)
    elif verb == "word" and about.isdecimal() and len(about) < 4:  # noqa: PLR2004  there are never so many
        return redirect("reports:word", dossier=dossier, report_id=report.id, number=int(about))
    elif verb == "preview":
        return redirect("reports:preview", dossier=dossier, report_id=report.id)
    elif verb == "lock":
        version = actions.lock_version(report=report, by=by, at=at)
        messages.success(request, _("Version %(number)s is locked.") % {"number": version.number})
        return redirect("reports:show", dossier=dossier, report_id=report.id)
    return None


@opens("card", "reports", roles=WRITERS, articles=("6.dossier",))
def kept(request: Request, dossier: UUID, report_id: UUID, revision: UUID) -> HttpResponse:
    """A text that was overtaken in another window; a POST takes it over, and keeps the other in its place."""
    found = find(dossier, report_id)
    text = facts.kept_texts(found).filter(id=revision).first()
    if text is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.take_over(revision=text, by=request.actor, at=timezone.now())
            messages.success(request, _("This text is the draft now; the other is kept in its place."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("reports:edit", dossier=dossier, report_id=report_id)
    context = {"dossier": dossier, "report": found, "text": text, "draft": facts.draft_of(found)}
    return TemplateResponse(request, "reports/kept.html", context)
