"""Addresses of group programmes."""

from django.urls import path

from inzage.work.groups import views, views_clients

app_name = "groups"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/groups/"
urlpatterns = [
    path("groups/", views.index, name="list"),
    path("groups/<uuid:programme>/", views.show, name="show"),
    path("groups/<uuid:programme>/meetings/<uuid:meeting>/", views.attend, name="attend"),
    path(ONE, views_clients.join, name="join"),
    path(f"{ONE}<uuid:participant>/leave/", views_clients.leave, name="leave"),
]
