"""Addresses of settling."""

from django.urls import path

from inzage.sharing.settling import views

app_name = "settling"
urlpatterns = [path("dossiers/<uuid:dossier>/messages/<uuid:message_id>/", views.show, name="show")]
