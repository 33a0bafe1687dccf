"""Addresses of the desk."""

from django.urls import path

from inzage.front.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/filter/", views.tasks_filter, name="tasks_filter"),
    path("stay/", views.stay, name="stay"),
]
