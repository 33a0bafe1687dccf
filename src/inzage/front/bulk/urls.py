"""Addresses of bulk actions."""

from django.urls import path

from inzage.front.bulk import verbs as verbs  # registers them
from inzage.front.bulk import views

app_name = "bulk"
urlpatterns = [
    path("bulk/new/", views.new, name="new"),
    path("bulk/<uuid:bulk>/", views.show, name="show"),
    path("bulk/<uuid:bulk>/confirmation/", views.confirm, name="confirm"),
    path("bulk/<uuid:bulk>/next/", views.carry_on, name="carry_on"),
]
