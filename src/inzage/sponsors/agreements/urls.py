"""Addresses of agreements."""

from django.urls import path

from inzage.sponsors.agreements import views

app_name = "agreements"
urlpatterns = [
    path("sponsors/<uuid:dossier>/agreements/", views.index, name="list"),
    path("sponsors/<uuid:dossier>/agreements/new/", views.new, name="new"),
    path("sponsors/<uuid:dossier>/agreements/<uuid:agreement>/document/", views.document, name="document"),
]
