"""Addresses of the Poortwachter clock."""

from django.urls import path

from inzage.work.absence import views

app_name = "absence"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/poortwachter/"
urlpatterns = [
    path(ONE, views.show, name="show"),
    path(f"{ONE}interruptions/<uuid:interruption>/end/", views.end, name="end"),
    path(f"{ONE}interruptions/<uuid:interruption>/withdrawal/", views.take_back, name="take_back"),
]
