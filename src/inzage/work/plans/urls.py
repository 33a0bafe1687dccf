"""Addresses of the plan of an engagement."""

from django.urls import path

from inzage.work.plans import views

app_name = "plans"
ONE = "dossiers/<uuid:dossier>/engagements/<uuid:engagement>/plan/"
urlpatterns = [
    path(ONE, views.show, name="show"),
    path(f"{ONE}goals/new/", views.new_goal, name="new_goal"),
    path(f"{ONE}goals/<uuid:goal>/", views.goal, name="goal"),
    path(f"{ONE}goals/<uuid:goal>/state/", views.goal_state, name="goal_state"),
    path(f"{ONE}actions/new/", views.new_action, name="new_action"),
    path(f"{ONE}actions/<uuid:action>/", views.action, name="action"),
    path(f"{ONE}actions/<uuid:action>/state/", views.action_state, name="action_state"),
    path(f"{ONE}seen/", views.seen, name="seen"),
]
