"""Addresses of the desk for referrals. None holds anything of a person but an id."""

from django.urls import path

from inzage.clients.referrals import views, views_capacity

app_name = "referrals"
urlpatterns = [
    path("referrals/", views.index, name="list"),
    path("referrals/new/", views.choose_service, name="new"),
    path("referrals/new/<slug:service>/", views.new, name="new_for"),
    path("referrals/capacity/", views_capacity.index, name="capacity"),
    path("referrals/capacity/<uuid:person>/", views_capacity.change, name="capacity_of"),
    path("referrals/<uuid:referral>/", views.show, name="show"),
    path("referrals/<uuid:referral>/colleague/", views.hand_to, name="hand_to"),
    path("referrals/<uuid:referral>/acceptance/", views.accept, name="accept"),
    path("referrals/<uuid:referral>/refusal/", views.decline, name="decline"),
    path("referrals/<uuid:referral>/withdrawal/", views.withdraw, name="withdraw"),
]
