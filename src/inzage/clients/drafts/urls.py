"""Addresses of drafts, from the root of the site."""

from django.urls import path

from inzage.clients.drafts import views

app_name = "drafts"

urlpatterns = [
    path("dossiers/<uuid:dossier>/drafts/<uuid:draft>/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/drafts/<uuid:draft>/removal/", views.throw_away, name="throw_away"),
]
