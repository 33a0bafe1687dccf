"""Addresses of planning meetings and inviting to them."""

from django.urls import path

from inzage.sharing.invitations import views

app_name = "invitations"
ONE = "dossiers/<uuid:dossier>/meetings/<uuid:meeting>/"
urlpatterns = [
    path("dossiers/<uuid:dossier>/engagements/<uuid:engagement>/meetings/new/", views.plan, name="plan"),
    path(f"{ONE}moving/", views.move, name="move"),
    path(f"{ONE}cancellation/", views.cancel, name="cancel"),
    path(f"{ONE}seats/<uuid:seat>/invitation/", views.send, name="send"),
    path("dossiers/<uuid:dossier>/reminders/", views.reminders, name="reminders"),
]
