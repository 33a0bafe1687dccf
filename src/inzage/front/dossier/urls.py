"""The addresses of a client's dossier and of the entries of its time line."""

from django.urls import path

from inzage.front.dossier import views, views_entries, views_search

app_name = "dossier"
urlpatterns = [
    path("dossiers/<uuid:dossier>/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/search/", views_search.search, name="search"),
    path("texts/", views_search.texts, name="texts"),
    path("dossiers/<uuid:dossier>/entries/<uuid:entry>/", views_entries.entry, name="entry"),
    path("dossiers/<uuid:dossier>/entries/<uuid:entry>/visibility/", views_entries.visibility, name="visibility"),
    path("dossiers/<uuid:dossier>/entries/<uuid:entry>/pin/", views_entries.pin, name="pin"),
    path("dossiers/<uuid:dossier>/entries/<uuid:entry>/pin/removal/", views_entries.unpin, name="unpin"),
]
