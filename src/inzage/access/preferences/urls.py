"""Address of preferences."""

from django.urls import path

from inzage.access.preferences import views

app_name = "preferences"
urlpatterns = [path("me/shortcuts/", views.shortcuts, name="shortcuts")]
