"""Address of choosing a purpose. It names the page that one came from, not what was chosen."""

from django.urls import path

from inzage.access.choosing import views

app_name = "choosing"
urlpatterns = [path("opening/", views.change, name="change")]
