"""Addresses of what a client can and cannot do."""

from django.urls import path

from inzage.clients.health import views

app_name = "health"
urlpatterns = [
    path("dossiers/<uuid:dossier>/health/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/health/new/", views.new, name="new"),
    path("dossiers/<uuid:dossier>/health/<uuid:capacity>/list/", views.document, name="document"),
]
