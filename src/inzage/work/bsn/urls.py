"""Addresses of the BSN of an engagement. None of them holds a digit of it."""

from django.urls import path

from inzage.work.bsn import views

app_name = "bsn"
BASE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/bsn/"
urlpatterns = [
    path(BASE, views.show, name="show"),
    path(f"{BASE}record/", views.record, name="record"),
    path(f"{BASE}look/", views.ask, name="ask"),
    path(f"{BASE}looks/<uuid:reveal>/", views.reveal, name="reveal"),
    path(f"{BASE}print/", views.print_form, name="print"),
    path(f"{BASE}removal/", views.remove, name="remove"),
]
