"""Addresses of notes, from the root of the site."""

from django.urls import path

from inzage.clients.notes import views

app_name = "notes"

urlpatterns = [
    path("dossiers/<uuid:dossier>/notes/new/", views.new, name="new"),
    path("dossiers/<uuid:dossier>/notes/draft/", views.draft, name="draft"),
    path("dossiers/<uuid:dossier>/notes/<uuid:note>/", views.show, name="show"),
    path("dossiers/<uuid:dossier>/notes/<uuid:note>/change/", views.change, name="change"),
    path("dossiers/<uuid:dossier>/notes/<uuid:note>/change/draft/", views.change_draft, name="change_draft"),
    path("dossiers/<uuid:dossier>/notes/<uuid:note>/passages/", views.release, name="release"),
    path(
        "dossiers/<uuid:dossier>/notes/<uuid:note>/passages/<uuid:passage>/withdrawal/",
        views.withdraw,
        name="withdraw_passage",
    ),
    path("dossiers/<uuid:dossier>/notes/<uuid:note>/mark/", views.mark, name="mark"),
    path("dossiers/<uuid:dossier>/notes/<uuid:note>/mark/lifting/", views.lift, name="lift"),
]
