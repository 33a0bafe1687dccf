"""Pages of house templates: the list, a new style or form, one of them with its preview, publishing, withdrawing."""

import base64
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access import guards
from inzage.access.limits.actions import DOCUMENTS
from inzage.kit.downloads import download
from inzage.kit.uploads import DOCX
from inzage.work.house import actions, facts
from inzage.work.house.forms import BLOCK_NAMES, FormForm, StyleForm
from inzage.work.house.models import HouseStyle, PrescribedForm
from inzage.work.house.sample import sample_page

ARTICLES = ("6.sending", "11.security")
GUARD = guards.staff(*facts.KEEPERS, articles=ARTICLES)
FAULTS: dict[str, Promise] = {
    "unreadable": gettext_lazy("This part cannot be read. Save the form anew in Word as a plain .docx."),
    "large": gettext_lazy("There is more in it than in a form. Take pictures and objects out."),
    "macro": gettext_lazy("There is a macro or a control in it. Save the form as a .docx without macros."),
    "outside": gettext_lazy("It fetches something from elsewhere. Take the link, field or linked template out."),
    "object": gettext_lazy("Another document is put into it. Take it out."),
    "instruction": gettext_lazy("Here stand braces that are no field. Put double braces around a field alone."),
    "unknown": gettext_lazy("This field is not on the list. Choose one that is, or take it out."),
}


@require_GET
@GUARD
def index(request: guards.Request) -> HttpResponseBase:
    """The versions of the house style and of each prescribed form."""
    context = {
        "styles": facts.styles(),
        "now": facts.styles().filter(published_at__isnull=False).order_by("-published_at").first(),
        "forms": facts.forms(),
        "usable": {form.pk for form in facts.usable_forms()},
    }
    return TemplateResponse(request, "house/list.html", context)


@require_http_methods(["GET", "POST"])
@GUARD
def new_style(request: guards.Request) -> HttpResponseBase:
    """A new version of the house style, beginning with the one that holds."""
    before = facts.style_at(timezone.now())
    initial = {
        "accent": before.accent, "letterhead": "\n".join(before.letterhead), "footer": before.footer,
        "logo_text": before.logo_text, "keep_logo": True, "blocks": ",".join(before.blocks),
    }  # fmt: skip
    form = StyleForm(request.POST or None, request.FILES or None, before=before, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.draft_style(style=form.style(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The draft is kept. A colleague looks at it and publishes it."))
            return redirect("house:style", style=kept.pk)
    return TemplateResponse(request, "house/new_style.html", {"form": form})


@require_http_methods(["GET", "POST"])
@GUARD
def show_style(request: guards.Request, style: UUID) -> HttpResponseBase:
    """A version of the house style on a made-up report; a POST publishes it."""
    found = HouseStyle.objects.filter(pk=style).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.publish_style(style=found, by=request.actor, at=timezone.now())
        messages.success(request, _("Reports that are locked from now on look like this."))
        return redirect("house:style", style=style)
    picture = sample_page(facts.as_style(found), at=timezone.now())
    context = {
        "style": found,
        "picture": base64.b64encode(picture).decode("ascii"),
        "blocks": [BLOCK_NAMES[block] for block in found.blocks],
    }
    return TemplateResponse(request, "house/style.html", context)


@require_http_methods(["GET", "POST"])
@GUARD
def new_form(request: guards.Request) -> HttpResponseBase:
    """Add a prescribed Word form; what is wrong with it is named, and then nothing is kept."""
    form = FormForm(request.POST or None, request.FILES or None)
    faults: list[tuple[Promise, str]] = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].content
        try:
            kept = actions.draft_form(
                name=form.cleaned_data["name"], content=content, by=request.actor, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error)
            faults = [(FAULTS[kind], where) for kind, where in facts.looked(content).faults]
        else:
            messages.success(request, _("The form is kept. A colleague looks at it and publishes it."))
            return redirect("house:form", form=kept.pk)
    context = {"form": form, "faults": faults, "fields": facts.form_fields()}
    return TemplateResponse(request, "house/new_form.html", context)


@require_http_methods(["GET", "POST"])
@GUARD
def show_form(request: guards.Request, form: UUID) -> HttpResponseBase:
    """A prescribed form with its fields; a POST publishes it."""
    found = _form(form)
    if request.method == "POST":
        actions.publish_form(form=found, by=request.actor, at=timezone.now())
        messages.success(request, _("This form can be used from now on."))
        return redirect("house:form", form=form)
    known = facts.form_fields()
    context = {"form": found, "fields": [(field, known.get(field, "")) for field in found.fields]}
    return TemplateResponse(request, "house/form.html", context)


@require_GET
@guards.staff(*facts.KEEPERS, articles=ARTICLES, limit=DOCUMENTS)
def form_file(request: guards.Request, form: UUID) -> HttpResponseBase:  # noqa: ARG001  the guard's form
    """The empty form as it was added, to look at."""
    return download(bytes(_form(form).content), name="form.docx", media_type=DOCX)


@require_POST
@GUARD
def withdraw(request: guards.Request, form: UUID) -> HttpResponseBase:
    """Take a form out of use."""
    actions.withdraw_form(form=_form(form), by=request.actor, at=timezone.now())
    messages.success(request, _("This form is not used any more."))
    return redirect("house:form", form=form)


def _form(form: UUID) -> PrescribedForm:
    found = PrescribedForm.objects.filter(pk=form).first()
    if found is None:
        raise Http404
    return found
