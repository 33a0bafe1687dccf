"""Reports and everything written for them.

`Report` is the card: kind, period, author, state. What a report says is content: drafts, locked versions, drawn
passages, reviews. A locked version is never changed, except that the hash of what was sent is written on it once.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from inzage.access.models import CardModel, ContentModel, Person
from inzage.access.searching.expressions import JsonWords
from inzage.clients.notes.models import Passage, SessionNote
from inzage.work.engagements.models import Engagement
from inzage.work.reports.states import Addressee, Kind, State


class Report(CardModel):
    """A report over a period. Its title is made from kind and period, so that it tells nothing of the content."""

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "grant"
        part = "card"
        export = ("kind", "addressee", "title", "period_from", "period_to", "state", "created_at")

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    addressee = models.CharField(max_length=8, choices=Addressee.choices, default=Addressee.SPONSOR)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=(("nl", _("Dutch")), ("en", _("English"))), default="nl")
    period_from = models.DateField()
    period_to = models.DateField()
    author = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    note = models.ForeignKey(SessionNote, models.DO_NOTHING, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="report_period_runs_forward", condition=models.Q(period_to__gte=models.F("period_from"))
            ),
            models.CheckConstraint(
                name="oral_report_has_its_note",
                condition=(
                    models.Q(kind="oral", note__isnull=False) | (~models.Q(kind="oral") & models.Q(note__isnull=True))
                ),
            ),
        )
        indexes = (models.Index(fields=("dossier", "created_at"), name="report_by_dossier"),)


class ReportDraft(ContentModel):
    """The text as it is being written: sections [{key, title, text, category}]. `tab` is the window that saved last."""

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("sections", "saved_at")
        search = ("sections",)
        search_date = "saved_at"
        search_subject = "report_id"

    report = models.OneToOneField(Report, models.DO_NOTHING, related_name="+")
    sections = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    tab = models.UUIDField(null=True, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")

    class Meta:
        indexes = (GinIndex(JsonWords("sections"), name="report_draft_words"),)


class DraftRevision(ContentModel):
    """A text that was overtaken in another window, kept so that nothing typed is lost: the last of each window."""

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("sections", "saved_at")

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+")
    tab = models.UUIDField()
    sections = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    taken_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "tab"), name="one_kept_text_per_window"),)


class DrawnPassage(ContentModel):
    """A released passage of a note, drawn into a section of a draft (`section` is the section's key)."""

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("drawn_at", "removed_at")

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+")
    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="+")
    section = models.CharField(max_length=32)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("report", "passage"),
                condition=models.Q(removed_at__isnull=True),
                name="passage_drawn_once_per_report",
            ),
        )


class ReportVersion(ContentModel):
    """A locked text: sections [{key, title, text, category, passages: [{id, text, source, health}]}].

    `fingerprint` is the SHA-256 of the sections, by which a change is seen; `sha256` that of the first PDF sent, None
    before.
    """

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("number", "sections", "locked_at", "sha256")
        changes = ("sha256",)
        search = ("sections",)
        search_date = "locked_at"
        search_subject = "report_id"

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField()
    passages = ArrayField(models.UUIDField(), default=list)
    fingerprint = models.CharField(max_length=64)
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    sha256 = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - empty would be a hash of nothing

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_version_once"),)
        indexes = (GinIndex(JsonWords("sections"), name="report_version_words"),)


class ClientReview(ContentModel):
    """That a version was put before the client, when and how, and what the client said of it."""

    class How(models.TextChoices):
        """How it was put before the client."""

        CONVERSATION = "conversation", _("Read together in a conversation")
        EMAIL = "email", _("Sent by e-mail")
        LETTER = "letter", _("Sent by letter")
        SCREEN = "screen", _("Shown on screen")

    class Response(models.TextChoices):
        """What the client said."""

        NONE = "none", _("No answer yet")
        AGREED = "agreed", _("Agreed")
        REMARKS = "remarks", _("Has remarks")
        OBJECTED = "objected", _("Objects")
        BLOCKED = "blocked", _("Blocks the assessment")

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("presented_at", "how", "remark", "response", "recorded_at")
        changes = ("remark", "response", "recorded_by", "recorded_at")

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+")
    version = models.OneToOneField(ReportVersion, models.DO_NOTHING, related_name="+")
    presented_at = models.DateTimeField()
    how = models.CharField(max_length=12, choices=How.choices)
    remark = models.TextField(blank=True)
    response = models.CharField(max_length=8, choices=Response.choices)
    recorded_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    recorded_at = models.DateTimeField()


class WordClearance(ContentModel):
    """A sensitive word that somebody let stand in one sentence of a report, with the reason.

    `mark` is the fingerprint of word and sentence: the same word in another sentence is another question.
    """

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("word", "sentence", "reason", "cleared_at")
        append_only = True

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+")
    word = models.CharField(max_length=80)
    mark = models.CharField(max_length=64)
    sentence = models.TextField()
    reason = models.CharField(max_length=300)
    cleared_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    cleared_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("report", "mark"), condition=~models.Q(mark=""), name="word_cleared_once_per_sentence"
            ),
        )


class WordQuestion(ContentModel):
    """Whether a sensitive word may stand: asked of a colleague, who sees that sentence and the reason alone.

    `judge` is None in a bureau of one person: then it is the beginning of the thinking time. `may_stand` is None while
    it is open, and when the sentence left the report before it was answered.
    """

    class PersonalData:
        of = "dossier"
        category = "reports"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "reports"
        export = ("word", "sentence", "reason", "asked_at", "may_stand", "answer", "answered_at")
        changes = ("answered_by", "answered_at", "may_stand", "answer")

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+")
    mark = models.CharField(max_length=64)
    word = models.CharField(max_length=80)
    group = models.CharField(max_length=12)
    sentence = models.TextField()
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    asked_at = models.DateTimeField()
    judge = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    answered_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    may_stand = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("report", "mark"), condition=models.Q(answered_at=None), name="word_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                name="word_answered_by_somebody_at_a_moment",
                condition=models.Q(answered_at=None, answered_by=None, may_stand=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        )
