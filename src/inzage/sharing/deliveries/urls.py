"""Addresses of what is given to the client."""

from django.urls import path

from inzage.sharing.deliveries import views

app_name = "deliveries"
urlpatterns = [
    path("dossiers/<uuid:dossier>/reports/<uuid:report_id>/giving/", views.give, name="give"),
    path("dossiers/<uuid:dossier>/reports/<uuid:report_id>/giving/preview.pdf", views.preview, name="preview"),
    path("dossiers/<uuid:dossier>/deliveries/<uuid:delivery_id>/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/deliveries/<uuid:delivery_id>/document/", views.document, name="document"),
]
