"""Addresses of consents."""

from django.urls import path

from inzage.sharing.consents import views

app_name = "consents"
urlpatterns = [
    path("dossiers/<uuid:dossier>/consents/", views.list_consents, name="list"),
    path("dossiers/<uuid:dossier>/consents/new/", views.give, name="give"),
    path("dossiers/<uuid:dossier>/consents/<uuid:consent_id>/withdrawal/", views.withdraw, name="withdraw"),
]
