"""Addresses of questions to a doctor."""

from django.urls import path

from inzage.sharing.enquiries import views

app_name = "enquiries"
urlpatterns = [
    path("dossiers/<uuid:dossier>/enquiries/", views.list_enquiries, name="list"),
    path("dossiers/<uuid:dossier>/consents/<uuid:consent_id>/enquiry/", views.ask, name="ask"),
    path("dossiers/<uuid:dossier>/enquiries/<uuid:enquiry>/letter/", views.letter, name="letter"),
]
