"""The addresses of the desk: each area's own, whole paths from the root."""

import importlib
import sys

from django.conf import settings
from django.urls import include, path

AREAS = (
    "inzage.front.desk.urls",
    "inzage.front.dossier.urls",
    "inzage.oversight.log.urls",
    "inzage.duties.notices.urls",
    "inzage.sharing.post.urls",
    "inzage.sharing.consents.urls",
    "inzage.sharing.disclosures.urls",
    "inzage.sharing.releases.urls",
    "inzage.work.engagements.urls",
    "inzage.work.reporting.urls",
    "inzage.work.reports.urls",
    "inzage.clients.registration.urls",
    "inzage.clients.notes.urls",
    "inzage.sponsors.relations.urls",
    "inzage.sponsors.agreements.urls",
    "inzage.access.people.urls",
    "inzage.access.people.thirdparty",
    "inzage.access.versions.urls",
)
DEMO_AREAS = ("inzage.front.demo.urls",) if settings.DEMO else ()


def _stands(area: str) -> bool:
    try:
        importlib.import_module(area)
    except Exception as e:
        print("URLS NOT YET:", area, type(e).__name__, str(e)[:200], file=sys.stderr)
        return False
    return True


urlpatterns = [
    *(path("", include(area)) for area in (*AREAS, *DEMO_AREAS) if _stands(area)),
]

handler404 = "inzage.front.errors.not_found"
handler500 = "inzage.front.errors.broken"
