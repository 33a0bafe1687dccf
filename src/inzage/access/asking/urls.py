"""Addresses of asking for access. None holds a number: that would say whom one is looking for."""

from django.urls import path

from inzage.access.asking import views

app_name = "asking"
urlpatterns = [
    path("access/questions/", views.index, name="list"),
    path("access/questions/<uuid:question>/", views.answer, name="answer"),
]
