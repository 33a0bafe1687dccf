"""Addresses of registration, from the root of the site. No address holds anything of a person but the dossier's id."""

from django.urls import path

from inzage.clients.registration import views
from inzage.clients.registration.imports import views as imports

app_name = "registration"

urlpatterns = [
    path("clients/", views.index, name="list"),
    path("clients/search/", views.search, name="search"),
    path("clients/new/", views.choose_service, name="new"),
    path("clients/new/<slug:service>/", views.new, name="new_for"),
    path("clients/import/", imports.upload, name="import"),
    path("clients/import/template.csv", imports.template, name="import_template"),
    path("clients/import/<uuid:batch>/", imports.show, name="import_show"),
    path("clients/import/<uuid:batch>/check/", imports.check, name="import_check"),
    path("clients/import/<uuid:batch>/confirmation/", imports.confirm, name="import_confirm"),
    path("clients/import/<uuid:batch>/removal/", imports.throw_away, name="import_throw_away"),
    path("dossiers/<uuid:dossier>/data/", views.data, name="data"),
    path("dossiers/<uuid:dossier>/data/<slug:place>/", views.change, name="change"),
    path("dossiers/<uuid:dossier>/services/new/", views.service, name="service"),
]
