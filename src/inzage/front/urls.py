"""The addresses of the desk: each area's own, whole paths from the root."""

from django.conf import settings
from django.urls import include, path

AREAS = (
    "inzage.front.desk.urls",
    "inzage.front.lists.urls",
    "inzage.front.bulk.urls",
    "inzage.front.caseload.urls",
    "inzage.front.dossier.urls",
    "inzage.front.news.urls",
    "inzage.oversight.log.urls",
    "inzage.duties.notices.urls",
    "inzage.sharing.settling.urls",
    "inzage.sharing.consents.urls",
    "inzage.sharing.enquiries.urls",
    "inzage.sharing.deliveries.urls",
    "inzage.sharing.disclosures.urls",
    "inzage.sharing.releases.urls",
    "inzage.work.bsn.urls",
    "inzage.work.closures.urls",
    "inzage.work.engagements.urls",
    "inzage.sharing.invitations.urls",
    "inzage.work.house.urls",
    "inzage.work.meetings.urls",
    "inzage.work.calendar.urls",
    "inzage.work.todos.urls",
    "inzage.work.plans.urls",
    "inzage.work.absence.urls",
    "inzage.work.clientagreements.urls",
    "inzage.work.closing.urls",
    "inzage.work.hours.urls",
    "inzage.work.groups.urls",
    "inzage.work.reporting.urls",
    "inzage.work.reports.urls",
    "inzage.clients.referrals.urls",
    "inzage.clients.registration.urls",
    "inzage.clients.health.urls",
    "inzage.clients.notes.urls",
    "inzage.clients.correspondence.urls",
    "inzage.clients.drafts.urls",
    "inzage.clients.objections.urls",
    "inzage.clients.representatives.urls",
    "inzage.sponsors.relations.urls",
    "inzage.sponsors.agreements.urls",
    "inzage.access.asking.urls",
    "inzage.access.choosing.urls",
    "inzage.access.directory.urls",
    "inzage.access.glass.urls",
    "inzage.access.holders.urls",
    "inzage.access.looks.urls",
    "inzage.access.needs.urls",
    "inzage.access.preferences.urls",
    "inzage.access.searches.urls",
    "inzage.access.standins.urls",
    "inzage.access.reviews.urls",
    "inzage.access.people.urls",
    "inzage.access.people.thirdparty",
    "inzage.access.versions.urls",
    "inzage.access.words.urls",
)
DEMO_AREAS = ("inzage.front.demo.urls",) if settings.DEMO else ()


urlpatterns = [
    *(path("", include(area)) for area in (*AREAS, *DEMO_AREAS)),
]

handler429 = "inzage.front.errors.too_often"  # allauth asks for it
handler404 = "inzage.front.errors.not_found"
handler500 = "inzage.front.errors.broken"
