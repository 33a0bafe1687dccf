"""Addresses of support."""

from django.urls import path

from inzage.access.looks import views

app_name = "looks"
urlpatterns = [
    path("support/", views.index, name="list"),
    path("support/stop/", views.stop, name="stop"),
    path("support/<uuid:look>/", views.show, name="show"),
]
