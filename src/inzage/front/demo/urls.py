"""Addresses of the pages that only a demo has."""

from django.urls import path

from inzage.front.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.logins, name="logins"),
    path("demo/mail/", views.mailbox, name="mailbox"),
    path("demo/mail/<slug:name>/", views.mail, name="mail"),
    path("demo/mail/<slug:name>/<int:number>/", views.attachment, name="attachment"),
]
