"""Addresses of the notice."""

from django.urls import path

from inzage.duties.notices import views

app_name = "notices"
BASE = "dossiers/<uuid:dossier>/notice/"
urlpatterns = [
    path(BASE, views.show, name="show"),
    path(f"{BASE}preview.pdf", views.preview, name="preview"),
    path(f"{BASE}<int:number>.png", views.page, name="page"),
]
