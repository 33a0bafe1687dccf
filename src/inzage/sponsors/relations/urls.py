"""Addresses of sponsors and their contacts."""

from django.urls import path

from inzage.sponsors.relations import views

app_name = "relations"
urlpatterns = [
    path("sponsors/", views.index, name="list"),
    path("sponsors/search/", views.search, name="search"),
    path("sponsors/new/", views.new, name="new"),
    path("sponsors/<uuid:dossier>/", views.show, name="show"),
    path("sponsors/<uuid:dossier>/contacts/new/", views.contact_new, name="contact_new"),
    path("sponsors/<uuid:dossier>/contacts/<uuid:contact>/", views.contact_edit, name="contact_edit"),
    path("sponsors/<uuid:dossier>/contacts/<uuid:contact>/active/", views.contact_active, name="contact_active"),
]
