"""Addresses of objections."""

from django.urls import path

from inzage.clients.objections import views

app_name = "objections"
urlpatterns = [
    path("dossiers/<uuid:dossier>/objections/", views.index, name="list"),
    path("dossiers/<uuid:dossier>/objections/<uuid:objection>/withdrawal/", views.take_back, name="take_back"),
]
