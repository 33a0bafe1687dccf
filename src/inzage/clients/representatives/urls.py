"""Addresses of representatives."""

from django.urls import path

from inzage.clients.representatives import views

app_name = "representatives"
BASE = "dossiers/<uuid:dossier>/representatives/"
urlpatterns = [
    path(BASE, views.index, name="list"),
    path(f"{BASE}new/", views.new, name="new"),
    path(f"{BASE}<uuid:representative>/evidence/", views.evidence, name="evidence"),
    path(f"{BASE}<uuid:representative>/end/", views.end, name="end"),
]
