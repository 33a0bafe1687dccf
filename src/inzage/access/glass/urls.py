"""Addresses of the emergency access."""

from django.urls import path

from inzage.access.glass import views

app_name = "glass"
urlpatterns = [
    path("access/emergency/", views.break_glass, name="break"),
    path("dossiers/<uuid:dossier>/emergencies/", views.review, name="review"),
]
