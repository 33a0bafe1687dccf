"""Address of the case load."""

from django.urls import path

from inzage.front.caseload import views

app_name = "caseload"
urlpatterns = [path("caseload/", views.show, name="show")]
