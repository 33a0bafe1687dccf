"""Address of the overview of rights."""

from django.urls import path

from inzage.access.needs import views

app_name = "needs"
urlpatterns = [path("needs/", views.show, name="show")]
