"""Lasting addresses for programs: the checkpoints as text, the key, and the way from an older checkpoint to a newer."""

from django.urls import path

from inzage.websites.proof import views

app_name = "checkpoints"
urlpatterns = [
    path("checkpoint", views.newest_checkpoint, name="newest"),
    path("checkpoint/key", views.key, name="key"),
    path("checkpoint/<int:number>", views.checkpoint, name="one"),
    path("checkpoint/<int:number>/since/<int:first>", views.since, name="since"),
]
