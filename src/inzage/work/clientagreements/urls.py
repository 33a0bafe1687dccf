"""Addresses of the agreement with clients: its templates, and that of one engagement."""

from django.urls import path

from inzage.work.clientagreements import views, views_templates

app_name = "clientagreements"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/client-agreement/"
urlpatterns = [
    path("client-agreements/", views_templates.index, name="templates"),
    path("client-agreements/draft/", views_templates.write, name="write"),
    path("client-agreements/<uuid:template>/", views_templates.show, name="template"),
    path("client-agreements/<uuid:template>/publication/", views_templates.publish, name="publish"),
    path(ONE, views.show, name="show"),
    path(f"{ONE}record/", views.record_it, name="record"),
    path(f"{ONE}agreement.pdf", views.print_it, name="print"),
    path(f"{ONE}<uuid:agreement>/scan/", views.scan, name="scan"),
]
