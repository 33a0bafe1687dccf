"""Addresses of the ending of an engagement."""

from django.urls import path

from inzage.work.closing import views

app_name = "closing"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/closing/"
urlpatterns = [
    path(ONE, views.check_list, name="check"),
    path(f"{ONE}end/", views.end, name="end"),
    path(f"{ONE}aftercare/", views.aftercare, name="aftercare"),
    path(f"{ONE}invitation/", views.invitation, name="invitation"),
]
