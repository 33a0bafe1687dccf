"""Addresses of meetings. Planning, moving and calling off also tell people: see `sharing/invitations`."""

from django.urls import path

from inzage.work.meetings import views

app_name = "meetings"
ONE = "dossiers/<uuid:dossier>/meetings/<uuid:meeting>/"
urlpatterns = [
    path("dossiers/<uuid:dossier>/meetings/", views.index, name="list"),
    path(ONE, views.show, name="show"),
    path(f"{ONE}guests/", views.ask, name="ask"),
    path(f"{ONE}attendance/", views.attendance, name="attendance"),
]
