"""Addresses of engagements."""

from django.urls import path

from inzage.work.engagements import views

app_name = "engagements"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/"
urlpatterns = [
    path("dossiers/<uuid:dossier>/engagements/", views.index, name="list"),
    path("dossiers/<uuid:dossier>/engagements/new/", views.new, name="new"),
    path(ONE, views.show, name="show"),
    path(f"{ONE}phase/", views.phase, name="phase"),
    path(f"{ONE}assign/", views.assign, name="assign"),
    path(f"{ONE}assignments/<uuid:assignment>/end/", views.withdraw, name="withdraw"),
]
