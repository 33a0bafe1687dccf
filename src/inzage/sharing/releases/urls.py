"""Addresses of the send page."""

from django.urls import path

from inzage.sharing.releases import views

app_name = "releases"
BASE = "dossiers/<uuid:dossier>/reports/<uuid:report_id>/sending/"
urlpatterns = [
    path(BASE, views.send, name="send"),
    path(f"{BASE}decision/", views.decision, name="decision"),
    path(f"{BASE}<uuid:contact>/extra/", views.extra, name="extra"),
    path(f"{BASE}<uuid:contact>/preview.pdf", views.preview, name="preview"),
    path(f"{BASE}<uuid:contact>/<int:number>.png", views.page, name="page"),
]
