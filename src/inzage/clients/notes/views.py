"""Pages of notes: write one, change it, show it, release a passage, mark it confidential and lift the mark."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from inzage.access.guards import Request, opens
from inzage.access.models import Dossier
from inzage.access.versions.current import policy
from inzage.clients.drafts.actions import let_go
from inzage.clients.drafts.forms import Window
from inzage.clients.drafts.models import Draft
from inzage.clients.drafts.views import answer_draft, begin
from inzage.clients.notes import actions, facts
from inzage.clients.notes.forms import ChangeForm, LiftForm, NoteForm, PassageForm
from inzage.clients.notes.models import SessionNote
from inzage.law.decisions.change_note import CHANGE_NOTE, ChangeNote


@opens("card", "notes", articles=("6.dossier",))
def new(request: Request, dossier: UUID) -> HttpResponse:
    """Write a note; what was typed before comes back. `back=dossier` leads to the dossier after saving."""
    begun = begin(request, dossier, Draft.Kind.NOTE, chosen=request.GET.get("draft", ""))
    form = note_form(request, begun)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        note = actions.write_note(dossier=Dossier.objects.get(pk=dossier), **form.cleaned_data, by=request.actor, at=at)
        let_go(dossier=dossier, kind=Draft.Kind.NOTE, window=Window.read(request.POST), by=request.actor, at=at)
        messages.success(request, _("The note is saved."))
        if request.POST.get("back") == "dossier":
            return redirect("dossier:show", dossier=dossier)
        return redirect("notes:show", dossier=dossier, note=note.pk)
    back = request.POST.get("back", "")
    return TemplateResponse(request, "notes/new.html", {"form": form, "dossier": dossier, "back": back, **begun})


def note_form(request: Request, begun: Mapping[str, object], form: type[NoteForm] = NoteForm) -> NoteForm:
    """The form of a new note, filled with what is posted or else with the draft it begins with."""
    today = timezone.localdate()
    initial: dict[str, object] = {"held_on": _day(request.GET.get("on", "")) or today}
    draft = begun["draft"]
    if isinstance(draft, Draft):
        initial |= draft.fields
    posted = request.POST if request.method == "POST" else None
    return form(posted, today=today, kinds=facts.kind_labels(get_language() or "nl"), initial=initial)


def _day(text: str) -> date | None:
    """The day that an address names, for a page that knows when the talk was; None for nonsense."""
    try:
        return parse_date(text)
    except ValueError:
        return None


@opens("card", "notes", articles=("6.dossier",))
def draft(request: Request, dossier: UUID) -> HttpResponse:
    """Keep what is being written; the page posts it at each pause."""
    return answer_draft(request, dossier, Draft.Kind.NOTE, NoteForm.base_fields)


@opens("card", "notes", "reports", articles=("6.dossier", "6.confidential"))
def change(request: Request, dossier: UUID, note: UUID) -> HttpResponse:
    """Change one's own note; the old text is kept, and passages whose words are gone are withdrawn."""
    found = _note(dossier, note)
    begun = begin(request, dossier, Draft.Kind.NOTE_CHANGE, subject=note, chosen=request.GET.get("draft", ""))
    form = _change_form(request, found, begun)
    if request.method == "POST" and form.is_valid():
        try:
            withdrawn = actions.change_note(note=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
            posted = request.POST.copy()
            posted["base"] = str(SessionNote.objects.get(pk=note).revision)
            form.data = posted
        else:
            window = Window.read(request.POST)
            let_go(dossier=dossier, kind=Draft.Kind.NOTE_CHANGE, window=window, by=request.actor, at=timezone.now())
            messages.success(request, _("The note is changed. The old text is kept under it."))
            _tell_withdrawn(request, withdrawn)
            return redirect("notes:show", dossier=dossier, note=note)
    CHANGE_NOTE.decide(
        ChangeNote(by_author=found.author_id == request.actor.person, old_text_kept=True), policy()
    ).enforce()
    return TemplateResponse(request, "notes/change.html", {"form": form, "note": found, "dossier": dossier, **begun})


def _change_form(request: Request, note: SessionNote, begun: Mapping[str, object]) -> ChangeForm:
    initial: dict[str, object] = {"text": note.text, "held_on": note.held_on, "kind": note.kind}
    draft = begun["draft"]
    if isinstance(draft, Draft):
        initial |= draft.fields
    posted = request.POST if request.method == "POST" else None
    kinds = facts.kind_labels(get_language() or "nl")
    return ChangeForm(posted, today=timezone.localdate(), kinds=kinds, initial=initial | {"base": note.revision})


@opens("card", "notes", articles=("6.dossier",))
def change_draft(request: Request, dossier: UUID, note: UUID) -> HttpResponse:
    """Keep the change that is being written."""
    subject = _note(dossier, note).pk
    return answer_draft(request, dossier, Draft.Kind.NOTE_CHANGE, ChangeForm.base_fields, subject=subject)


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
        _tell_withdrawn(request, withdrawn)
    return redirect("notes:show", dossier=dossier, note=note)


def _tell_withdrawn(request: Request, number: int) -> None:
    if number:
        said = ngettext("%(number)s passage was withdrawn.", "%(number)s passages were withdrawn.", number)
        messages.warning(request, said % {"number": number})


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
        "versions": facts.versions_of(note),
        "kind": facts.kind_labels(get_language() or "nl").get(note.kind, note.kind),
        "passage_form": passage_form or PassageForm(),
        "lift_form": lift_form or LiftForm(),
    }
    return TemplateResponse(request, "notes/show.html", context)
