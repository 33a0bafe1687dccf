"""Addresses of reporting agreements."""

from django.urls import path

from inzage.work.reporting import views

app_name = "reporting"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/reporting/"
urlpatterns = [
    path(ONE, views.show, name="show"),
    path(f"{ONE}new/", views.new, name="new"),
    path(f"{ONE}<uuid:agreement>/told/", views.tell, name="tell"),
    path(f"{ONE}<uuid:agreement>/letter.pdf", views.letter, name="letter"),
]
