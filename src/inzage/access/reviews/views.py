"""Pages of the review of rights: when it was last signed and is due, looking at everything, and what was signed."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inzage.access.guards import Request, staff
from inzage.access.identity.models import Office
from inzage.access.identity.second_factor import has_second_factor
from inzage.access.parts import RELATIONS
from inzage.access.people.roles import labels
from inzage.access.reviews import actions, facts
from inzage.access.reviews.forms import ReviewForm
from inzage.access.reviews.models import RightsReview

MANAGER = staff("manager", articles=("6.need", "11.security"))


@require_GET
@MANAGER
def index(request: Request) -> HttpResponseBase:
    """The offices where the actor is a manager, with the reviews that were signed (article 6.need)."""
    offices = list(facts.offices_of(request.actor.person))
    signed = list(RightsReview.objects.filter(office__in=offices).order_by("-signed_at"))
    names = facts.names(each.signed_by for each in signed)
    rows = [
        {
            "office": office,
            "signed": [(each, names.get(each.signed_by, "")) for each in signed if each.office_id == office.pk],
            "due": next((_due(each) for each in signed if each.office_id == office.pk), None),
        }
        for office in offices
    ]
    return TemplateResponse(request, "reviews/list.html", {"rows": rows, "today": timezone.localdate()})


@require_http_methods(["GET", "POST"])
@MANAGER
def review(request: Request, office: UUID) -> HttpResponseBase:
    """Look at every right at an office, keep or end each, and sign for the whole (articles 6.need, 11.security)."""
    found = facts.offices_of(request.actor.person).filter(pk=office).first()
    if found is None:
        raise Http404
    now, me = timezone.now(), request.actor.person
    others = facts.other_managers(office, than=me)
    open_one = facts.left_open(office)
    shown = _shown(facts.holders(office, at=now), me=me, others=others, open_one=open_one)
    form = ReviewForm(request.POST or None, rights=[right for holder in shown for right in holder.rights])
    if request.method == "POST" and shown and form.is_valid():
        signed = actions.sign(
            office=office,
            verdicts=form.verdicts(),
            others=len(others),
            left_out=bool(others) and open_one is None,
            completes=open_one.pk if open_one else None,
            second_factor=has_second_factor(request),
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Signed. What you ended has ended."))
        return redirect("reviews:show", signed=signed.pk)
    return _page(request, found, shown, form, others=others, open_one=open_one)


def _shown(
    holders: list[facts.Holder], *, me: UUID, others: list[str], open_one: RightsReview | None
) -> list[facts.Holder]:
    """Whose rights the actor decides on: everybody's but their own, unless there is no other manager.

    When a colleague signed for all but their own rights, those are what is left.
    """
    if open_one:
        return [holder for holder in holders if holder.person.pk == open_one.left_out != me]
    return [holder for holder in holders if not (others and holder.person.pk == me)]


def _page(
    request: Request,
    office: Office,
    shown: list[facts.Holder],
    form: ReviewForm,
    *,
    others: list[str],
    open_one: RightsReview | None,
) -> HttpResponseBase:
    names = facts.names(right.given_by for holder in shown for right in holder.rights if right.given_by)
    rows = [
        {
            "holder": holder,
            "rights": [
                {"right": right, "by": names.get(right.given_by, "") if right.given_by else "",
                 "fields": form.fields_of(right)}
                for right in holder.rights
            ],
        }
        for holder in shown
    ]  # fmt: skip
    context = {
        "office": office,
        "rows": rows,
        "form": form,
        "others": others,
        "waits": open_one is not None and not shown,
        "unused": settings.POLICY.rights_review.unused.amount,
    }
    return TemplateResponse(request, "reviews/review.html", context)


@require_GET
@staff("manager", "privacy_officer", articles=("6.need", "11.security"))
def show(request: Request, signed: UUID) -> HttpResponseBase:
    """A review that was signed, to read and to print; and whether it is still what was signed."""
    found = RightsReview.objects.filter(pk=signed).select_related("office").first()
    if found is None:
        raise Http404
    ids = {UUID(row[key]) for row in found.content for key in ("person", "given_by") if row[key]} | {found.signed_by}
    names = facts.names(ids)
    rows = [
        {
            "who": names.get(UUID(row["person"]), ""),
            "right": ", ".join(labels([row["role"]])) if row["kind"] == facts.ROLE else RELATIONS.get(row["kind"], ""),
            "since": datetime.fromisoformat(row["since"]),
            "by": names.get(UUID(row["given_by"]), "") if row["given_by"] else "",
            "last_used": datetime.fromisoformat(row["last_used"]) if row["last_used"] else None,
            "kept": row["kept"],
            "reason": row["reason"],
        }
        for row in found.content
    ]
    context = {
        "review": found,
        "rows": rows,
        "signer": names.get(found.signed_by, ""),
        "intact": actions.digest(found.content) == found.digest,
        "is_manager": request.actor.has("manager"),
    }
    return TemplateResponse(request, "reviews/show.html", context)


def _due(review: RightsReview) -> datetime:
    return settings.POLICY.rights_review.every.due(review.signed_at)
