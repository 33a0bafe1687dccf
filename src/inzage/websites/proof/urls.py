"""The page, once in each language."""

from django.urls import path

from inzage.websites.proof import views

app_name = "proof"
urlpatterns = [path("proef/", views.check, name="check")]
