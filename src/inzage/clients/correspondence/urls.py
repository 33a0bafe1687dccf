"""Addresses of correspondence and documents, from the root of the site."""

from django.urls import path

from inzage.clients.correspondence import views, views_documents

app_name = "correspondence"

urlpatterns = [
    path("dossiers/<uuid:dossier>/correspondence/", views.index, name="list"),
    path("dossiers/<uuid:dossier>/correspondence/new/", views.new, name="new"),
    path("dossiers/<uuid:dossier>/correspondence/draft/", views.draft, name="draft"),
    path("dossiers/<uuid:dossier>/correspondence/mail/", views.mail, name="mail"),
    path("dossiers/<uuid:dossier>/correspondence/<uuid:letter>/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/correspondence/<uuid:letter>/enclosures/", views.enclose, name="enclose"),
    path("dossiers/<uuid:dossier>/documents/new/", views_documents.new, name="new_document"),
    path("dossiers/<uuid:dossier>/documents/<uuid:document>/", views_documents.hand_out, name="document"),
]
