"""Addresses of the access to one dossier."""

from django.urls import path

from inzage.access.holders import views

app_name = "holders"
urlpatterns = [
    path("dossiers/<uuid:dossier>/access/", views.index, name="list"),
    path("dossiers/<uuid:dossier>/access/<uuid:grant>/end/", views.end, name="end"),
]
