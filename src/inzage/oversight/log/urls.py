"""Addresses of the log."""

from django.urls import path

from inzage.oversight.log import views

app_name = "log"
urlpatterns = [
    path("log/", views.show, name="list"),
    path("dossiers/<uuid:dossier>/log/", views.of_dossier, name="dossier"),
]
