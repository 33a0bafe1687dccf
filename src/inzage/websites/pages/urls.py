"""Addresses that last: those of the regulation never change."""

from django.urls import path

from inzage.websites.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("reglement/", views.newest, name="newest"),
    path("reglement/versies/", views.history, name="history"),
    path("reglement/<str:label>/", views.version, name="version"),
    path("reglement/<str:label>/wijzigingen/", views.changes, name="changes"),
]
