"""Addresses of the outbox."""

from django.urls import path

from inzage.sharing.post import views

app_name = "post"
urlpatterns = [path("dossiers/<uuid:dossier>/messages/<uuid:message_id>/", views.show, name="show")]
