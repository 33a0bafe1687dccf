"""Addresses of the directory."""

from django.urls import path

from inzage.access.directory import views

app_name = "directory"
urlpatterns = [
    path("account/directory/", views.go, name="go"),
    path("account/directory/back/", views.back, name="back"),
]
