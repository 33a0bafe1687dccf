"""Addresses of people: what one owes before work, one's own page, and the colleagues for a manager."""

from django.urls import path

from inzage.access.people import views, views_colleagues

app_name = "people"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("start/declaration/", views.sign, name="sign"),
    path("start/acknowledgement/", views.acknowledge, name="acknowledge"),
    path("me/", views.me, name="me"),
    path("me/sessions/end/", views.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<uuid:handle>/end/", views.end_session, name="end_session"),
    path("me/second-steps/<uuid:handle>/name/", views.name_step, name="name_step"),
    path("me/second-steps/<uuid:handle>/remove/", views.remove_step, name="remove_step"),
    path("people/", views_colleagues.index, name="list"),
    path("people/new/", views_colleagues.new, name="new"),
    path("people/<uuid:person>/", views_colleagues.show, name="show"),
    path("people/<uuid:person>/roles/", views_colleagues.give_role, name="give_role"),
    path("people/<uuid:person>/roles/<slug:role>/end/", views_colleagues.end_role, name="end_role"),
    path("people/<uuid:person>/declaration/", views_colleagues.declaration, name="declaration"),
    path("people/<uuid:person>/invitation/", views_colleagues.invitation, name="invitation"),
    path("people/<uuid:person>/departure/", views_colleagues.departure, name="departure"),
]
