"""Addresses of the review of rights."""

from django.urls import path

from inzage.access.reviews import views

app_name = "reviews"
urlpatterns = [
    path("people/review/", views.index, name="list"),
    path("people/review/<uuid:office>/", views.review, name="review"),
    path("people/review/signed/<uuid:signed>/", views.show, name="show"),
]
