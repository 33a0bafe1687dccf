"""Addresses of house templates."""

from django.urls import path

from inzage.work.house import views

app_name = "house"
urlpatterns = [
    path("house/", views.index, name="list"),
    path("house/styles/new/", views.new_style, name="new_style"),
    path("house/styles/<uuid:style>/", views.show_style, name="style"),
    path("house/forms/new/", views.new_form, name="new_form"),
    path("house/forms/<uuid:form>/", views.show_form, name="form"),
    path("house/forms/<uuid:form>/file/", views.form_file, name="form_file"),
    path("house/forms/<uuid:form>/withdrawal/", views.withdraw, name="withdraw"),
]
