"""Address of the list of words."""

from django.urls import path

from inzage.access.words import views

app_name = "words"
urlpatterns = [path("words/", views.show, name="show")]
