"""Addresses of the tasks of an engagement."""

from django.urls import path

from inzage.work.todos import views

app_name = "todos"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/tasks/"
urlpatterns = [
    path(ONE, views.index, name="list"),
    path(f"{ONE}<uuid:task>/done/", views.done, name="done"),
]
