"""Addresses of standing in."""

from django.urls import path

from inzage.access.standins import views

app_name = "standins"
urlpatterns = [
    path("stand-ins/", views.index, name="list"),
    path("stand-ins/new/", views.new, name="new"),
    path("stand-ins/<uuid:standin>/end/", views.end, name="end"),
]
