"""Addresses of the regulation inside the bureau; its public address is the public site's."""

from django.urls import path

from inzage.access.versions import views, views_making

app_name = "versions"
urlpatterns = [
    path("regulation/", views.index, name="list"),
    path("regulation/current/", views.current, name="current"),
    path("regulation/new/", views_making.new, name="new"),
    path("regulation/draft/", views_making.save, name="save"),
    path("regulation/<uuid:version>/", views.show, name="show"),
    path("regulation/<uuid:version>/since/<uuid:earlier>/", views.compare, name="difference"),
    path("regulation/<uuid:version>/check/", views_making.check, name="check"),
    path("regulation/<uuid:version>/publication/", views_making.publish, name="publish"),
    path("regulation/<uuid:version>/told/", views_making.told, name="told"),
]
