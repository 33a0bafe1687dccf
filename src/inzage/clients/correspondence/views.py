"""Pages of correspondence: all of a dossier, a new piece, one with its documents, a mail read in from a file."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inzage.access.guards import Request, opens
from inzage.access.models import Dossier
from inzage.clients.correspondence import actions, facts
from inzage.clients.correspondence.forms import DOCUMENTS, LARGEST, EncloseForm, LetterForm, MailForm
from inzage.clients.correspondence.mail import Mail, read_mail
from inzage.clients.correspondence.models import Correspondence
from inzage.clients.drafts.actions import let_go
from inzage.clients.drafts.forms import Window
from inzage.clients.drafts.models import Draft
from inzage.clients.drafts.views import answer_draft, begin
from inzage.kit.paging import paginate

GUARD = opens("card", "correspondence", articles=("6.dossier",))


@GUARD
def index(request: Request, dossier: UUID) -> HttpResponse:
    """The letters, mails and calls of a client, and the documents that stand on their own."""
    page = paginate(facts.correspondence_of(dossier), request.GET)
    kinds = facts.document_kinds(get_language() or "nl")
    documents = [(each, kinds.get(each.kind, each.kind)) for each in facts.documents_of(dossier)]
    context = {"dossier": dossier, "page": page, "documents": documents}
    return TemplateResponse(request, "correspondence/list.html", context)


@GUARD
def new(request: Request, dossier: UUID) -> HttpResponse:
    """Write a letter, mail or call down; what was typed before comes back."""
    begun = begin(request, dossier, Draft.Kind.CORRESPONDENCE, chosen=request.GET.get("draft", ""))
    today = timezone.localdate()
    initial: dict[str, object] = {"held_on": today, "direction": "in", "form": "mail"}
    draft = begun["draft"]
    if isinstance(draft, Draft):
        initial |= draft.fields
    form = LetterForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        written = actions.enter_correspondence(
            dossier=Dossier.objects.get(pk=dossier),
            letter=form.letter(),
            confidential=form.cleaned_data["confidential"],
            by=request.actor,
            at=at,
        )
        window = Window.read(request.POST)
        let_go(dossier=dossier, kind=Draft.Kind.CORRESPONDENCE, window=window, by=request.actor, at=at)
        messages.success(request, _("It stands in the dossier. Documents that came with it can be added here."))
        return redirect("correspondence:show", dossier=dossier, letter=written.pk)
    return TemplateResponse(request, "correspondence/new.html", {"form": form, "dossier": dossier, **begun})


@GUARD
def draft(request: Request, dossier: UUID) -> HttpResponse:
    """Keep what is being written; the page posts it at each pause."""
    return answer_draft(request, dossier, Draft.Kind.CORRESPONDENCE, LetterForm.base_fields)


@GUARD
def show(request: Request, dossier: UUID, letter: UUID) -> HttpResponse:
    """One piece of correspondence with its documents."""
    return _page(request, _found(dossier, letter), EncloseForm())


@require_POST
@GUARD
def enclose(request: Request, dossier: UUID, letter: UUID) -> HttpResponse:
    """Add a document that came or went with it."""
    found = _found(dossier, letter)
    form = EncloseForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form)
    actions.enclose(correspondence=found, upload=form.cleaned_data["file"], by=request.actor, at=timezone.now())
    messages.success(request, _("The document is added."))
    return redirect("correspondence:show", dossier=dossier, letter=letter)


@GUARD
def mail(request: Request, dossier: UUID) -> HttpResponse:
    """Read a mail in from a file: who, when, what about, its text, and what came with it."""
    form = MailForm(request.POST or None, request.FILES or None, initial={"direction": "in"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            read = read_mail(data["file"].content, allowed=DOCUMENTS, max_bytes=LARGEST, longest=actions.LONGEST_TEXT)
            written = actions.enter_correspondence(
                dossier=Dossier.objects.get(pk=dossier),
                letter=_letter(read, data["direction"], data["party"]),
                uploads=(data["file"], *read.enclosures),
                confidential=data["confidential"],
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            _tell_read(request, read)
            return redirect("correspondence:show", dossier=dossier, letter=written.pk)
    return TemplateResponse(request, "correspondence/mail.html", {"form": form, "dossier": dossier})


def _letter(read: Mail, direction: str, party: str) -> actions.Letter:
    today = timezone.localdate()
    return actions.Letter(
        direction=direction,
        form=Correspondence.Form.MAIL,
        held_on=min(read.sent_on or today, today),
        party=party,
        party_name=read.sender if direction == Correspondence.Direction.IN else read.recipient,
        subject=read.subject or _("Mail without a subject"),
        text=read.text,
    )


def _tell_read(request: Request, read: Mail) -> None:
    messages.success(request, _("The mail stands in the dossier, with the file itself under it."))
    if read.left_out:
        names = ", ".join(read.left_out)
        messages.warning(
            request, _("Not taken over from the mail, because of its kind or size: %(names)s") % {"names": names}
        )


def _found(dossier: UUID, letter: UUID) -> Correspondence:
    found = facts.letter_of(dossier, letter)
    if found is None:
        raise Http404
    return found


def _page(request: Request, letter: Correspondence, form: EncloseForm) -> HttpResponse:
    context = {
        "dossier": letter.dossier_id,
        "letter": letter,
        "documents": facts.enclosures_of(letter),
        "form": form,
    }
    return TemplateResponse(request, "correspondence/show.html", context)
