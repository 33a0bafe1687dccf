"""The address of a client's dossier."""

from django.urls import path

from inzage.front.dossier import views

app_name = "dossier"
urlpatterns = [path("dossiers/<uuid:dossier>/", views.show, name="show")]
