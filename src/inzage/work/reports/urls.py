"""Addresses of reports."""

from django.urls import path

from inzage.work.reports import views, views_editor, views_words

app_name = "reports"
ONE = "dossiers/<uuid:dossier>/reports/<uuid:report_id>/"
urlpatterns = [
    path("dossiers/<uuid:dossier>/reports/", views.index, name="list"),
    path("dossiers/<uuid:dossier>/engagements/<uuid:engagement_id>/reports/new/", views.new, name="new"),
    path(ONE, views.show, name="show"),
    path(f"{ONE}edit/", views_editor.edit, name="edit"),
    path(f"{ONE}draft/", views_editor.draft, name="draft"),
    path(f"{ONE}pages/", views_editor.pages, name="pages"),
    path(f"{ONE}kept/<uuid:revision>/", views_editor.kept, name="kept"),
    path(f"{ONE}preview/", views.preview, name="preview"),
    path(f"{ONE}preview.pdf", views.preview_pdf, name="preview_pdf"),
    path(f"{ONE}review/", views.review, name="review"),
    path(f"{ONE}reopening/", views.step, {"verb": "reopen"}, name="reopen"),
    path(f"{ONE}dropping/", views.step, {"verb": "drop"}, name="drop"),
    path(f"{ONE}words/<int:number>/", views_words.word, name="word"),
    path("dossiers/<uuid:dossier>/words/<uuid:question_id>/", views_words.judge, name="judge"),
]
