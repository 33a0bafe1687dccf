"""Addresses of the calendar."""

from django.urls import path

from inzage.work.calendar import views

app_name = "calendar"
urlpatterns = [
    path("calendar/", views.week, name="week"),
    path("calendar/day/", views.day, name="day"),
    path("calendar/colleagues/", views.colleagues, name="colleagues"),
    path("calendar/subscription/", views.subscription, name="subscription"),
    path("calendar/subscription/end/", views.unsubscribe, name="unsubscribe"),
    path("calendar/feeds/<slug:secret>.ics", views.feed, name="feed"),
]
