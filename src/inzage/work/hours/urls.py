"""Addresses of hours."""

from django.urls import path

from inzage.work.hours import views, views_looking

app_name = "hours"
urlpatterns = [
    path("hours/", views.week, name="week"),
    path("hours/team/", views_looking.team, name="team"),
    path("dossiers/<uuid:dossier>/engagements/<uuid:engagement>/hours/", views_looking.engagement, name="engagement"),
    path("sponsors/<uuid:dossier>/hours/", views.balance, name="balance"),
]
