"""Addresses of the log."""

from django.urls import path

from inzage.oversight.log import views, views_client

app_name = "log"
urlpatterns = [
    path("log/", views.show, name="list"),
    path("log/export.csv", views.export_csv, name="csv"),
    path("log/export.json", views.export_json, name="json"),
    path("log/<int:number>/proof/", views.proof, name="proof"),
    path("dossiers/<uuid:dossier>/log/", views.of_dossier, name="dossier"),
    path("dossiers/<uuid:dossier>/log/client/", views_client.for_client, name="client"),
]
