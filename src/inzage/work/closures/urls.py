"""Addresses of closing a dossier."""

from django.urls import path

from inzage.work.closures import views

app_name = "closures"
urlpatterns = [
    path("dossiers/<uuid:dossier>/closure/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/closure/new/", views.close, name="close"),
    path("dossiers/<uuid:dossier>/closure/end/", views.reopen, name="reopen"),
]
