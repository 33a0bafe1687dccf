"""Addresses of saved searches."""

from django.urls import path

from inzage.access.searches import views

app_name = "searches"
urlpatterns = [
    path("searches/", views.index, name="list"),
    path("searches/new/", views.new, name="new"),
    path("searches/<uuid:search>/removal/", views.remove, name="remove"),
]
