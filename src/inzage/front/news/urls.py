"""Address of what's new."""

from django.urls import path

from inzage.front.news import views

app_name = "news"
urlpatterns = [path("news/", views.index, name="list")]
