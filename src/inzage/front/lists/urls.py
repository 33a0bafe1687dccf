"""Addresses of the lists of engagements and reports."""

from django.urls import path

from inzage.front.lists import engagements, reports

app_name = "lists"
urlpatterns = [
    path("engagements/", engagements.index, name="engagements"),
    path("engagements/search/", engagements.search, name="engagements_search"),
    path("reports/", reports.index, name="reports"),
    path("reports/search/", reports.search, name="reports_search"),
]
