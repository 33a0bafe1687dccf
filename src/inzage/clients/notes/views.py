"""Pages of notes: write one, keep the draft, show one, release a passage, mark it confidential and lift the mark."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inzage.access.guards import Request, opens
from inzage.access.models import Dossier
from inzage.clients.notes import actions, facts
from inzage.clients.notes.forms import DraftForm, LiftForm, NoteForm, PassageForm
from inzage.clients.notes.models import SessionNote


@opens("card", "notes", articles=("6.dossier",))
def new(request: Request, dossier: UUID) -> HttpResponse:
    """Write a note; what was typed before comes back."""
    draft = facts.draft_of(dossier, request.actor)
    today = timezone.localdate()
    initial: dict[str, object] = {"held_on": _day(request.GET.get("on", "")) or today}
    if draft:
        initial = {"text": draft.text, "held_on": draft.held_on or today, "confidential": draft.confidential}
    form = NoteForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        note = actions.write_note(
            dossier=Dossier.objects.get(pk=dossier), **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        messages.success(request, _("The note is saved."))
        return redirect("notes:show", dossier=dossier, note=note.pk)
    return TemplateResponse(request, "notes/new.html", {"form": form, "draft": draft, "dossier": dossier})


def _day(text: str) -> date | None:
    """The day that an address names, for a page that knows when the talk was; None for nonsense."""
    try:
        return parse_date(text)
    except ValueError:
        return None


@opens("card", "notes", articles=("6.dossier",))
def draft(request: Request, dossier: UUID) -> HttpResponse:
    """Keep what is being written; the page posts it at each pause."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = DraftForm(request.POST)
    form.is_valid()
    if "text" in form.errors:
        return HttpResponse(status=422)
    given = form.cleaned_data
    actions.save_draft(
        dossier=dossier,
        text=given["text"],
        held_on=given.get("held_on"),
        confidential=given["confidential"],
        by=request.actor,
        at=timezone.now(),
    )
    return HttpResponse(status=204)


@opens("card", "notes", articles=("6.dossier",))
def throw_away_draft(request: Request, dossier: UUID) -> HttpResponse:
    """Throw the draft away and begin with an empty form."""
    if request.method == "POST":
        actions.throw_away_draft(dossier=dossier, by=request.actor, at=timezone.now())
        messages.success(request, _("The draft is thrown away."))
    return redirect("notes:new", dossier=dossier)


@opens("card", "notes", articles=("6.dossier",))
def show(request: Request, dossier: UUID, note: UUID) -> HttpResponse:
    """A note with its mark, and what of it was released."""
    return _page(request, _note(dossier, note))


@opens("card", "notes", "reports", articles=("6.confidential",))
def release(request: Request, dossier: UUID, note: UUID) -> HttpResponse:
    """Release words of the note for reports."""
    found = _note(dossier, note)
    form = PassageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.release_passage(note=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The passage is released. It can be used in a report now."))
            return redirect("notes:show", dossier=dossier, note=note)
    return _page(request, found, passage_form=form)


@opens("card", "notes", "reports", articles=("6.confidential",))
def withdraw(request: Request, dossier: UUID, note: UUID, passage: UUID) -> HttpResponse:
    """Take back a passage that was released."""
    found = facts.passages_of(_note(dossier, note)).filter(pk=passage).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.withdraw_passage(passage=found, by=request.actor, at=timezone.now())
        messages.success(request, _("The passage is withdrawn. It enters no report any more."))
    return redirect("notes:show", dossier=dossier, note=note)


@opens("card", "notes", "reports", articles=("6.confidential",))
def mark(request: Request, dossier: UUID, note: UUID) -> HttpResponse:
    """Mark the note confidential."""
    found = _note(dossier, note)
    if request.method == "POST":
        withdrawn = actions.mark_confidential(note=found, by=request.actor, at=timezone.now())
        messages.success(request, _("The note is confidential now."))
        if withdrawn:
            messages.warning(
                request,
                ngettext("%(number)s passage was withdrawn.", "%(number)s passages were withdrawn.", withdrawn)
                % {"number": withdrawn},
            )
    return redirect("notes:show", dossier=dossier, note=note)


@opens("card", "notes", articles=("6.confidential",))
def lift(request: Request, dossier: UUID, note: UUID) -> HttpResponse:
    """Lift the confidential mark, with a reason."""
    found = _note(dossier, note)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lift_mark(note=found, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("The note is no longer confidential."))
        return redirect("notes:show", dossier=dossier, note=note)
    return _page(request, found, lift_form=form)


def _note(dossier: UUID, note: UUID) -> SessionNote:
    try:
        return facts.note_of(dossier, note)
    except SessionNote.DoesNotExist as missing:
        raise Http404 from missing


def _page(
    request: Request,
    note: SessionNote,
    *,
    passage_form: PassageForm | None = None,
    lift_form: LiftForm | None = None,
) -> HttpResponse:
    passages = list(facts.passages_of(note))
    released = {passage.text for passage in passages if passage.withdrawn_at is None}
    paragraphs = [part.strip() for part in note.text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    context = {
        "note": note,
        "is_author": note.author_id == request.actor.person,
        "paragraphs": paragraphs,
        "choices": [text for text in paragraphs if text not in released] if len(paragraphs) > 1 else [],
        "passages": passages,
        "marks": facts.marks_of(note),
        "passage_form": passage_form or PassageForm(),
        "lift_form": lift_form or LiftForm(),
    }
    return TemplateResponse(request, "notes/show.html", context)
