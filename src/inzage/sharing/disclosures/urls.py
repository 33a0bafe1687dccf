"""Addresses of the register."""

from django.urls import path

from inzage.sharing.disclosures import views

app_name = "disclosures"
BASE = "dossiers/<uuid:dossier>/disclosures/"
urlpatterns = [
    path("disclosures/", views.show_register, name="register"),
    path(BASE, views.list_disclosures, name="list"),
    path(f"{BASE}<uuid:disclosure_id>/", views.show, name="show"),
    path(f"{BASE}<uuid:disclosure_id>/document/", views.document, name="document"),
    path(f"{BASE}<uuid:disclosure_id>/informing/", views.inform, name="inform"),
]
