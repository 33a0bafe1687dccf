"""What somebody must do for an engagement, in words. Day, owner and whether it is done stand on its task."""

from django.db import models

from inzage.access.models import ContentModel, Person
from inzage.work.engagements.models import Engagement


class OwnTask(ContentModel):
    """The words of a task; the task itself (`task`, of kind `own_task`, about the engagement) holds no text."""

    class PersonalData:
        """Content, although it is of the card: what it says is read in the opened dossier, not on a list."""

        of = "dossier"
        category = "engagements"
        purposes = ("3.c",)
        retention = "client_file"
        needs = "opening"
        part = "card"
        export = ("words", "written_at")
        append_only = True

    engagement = models.ForeignKey(Engagement, models.DO_NOTHING, related_name="+")
    task = models.UUIDField(unique=True)
    words = models.CharField(max_length=200)
    written_by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("dossier", "engagement"), name="own_task_by_dossier"),)
