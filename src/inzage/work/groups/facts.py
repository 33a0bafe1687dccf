"""Group programmes, their meetings, and the participants that the actor may see."""

from uuid import UUID

from django.db.models import QuerySet

from inzage.work.engagements.models import Engagement
from inzage.work.groups.models import GroupAttendance, GroupMeeting, GroupProgramme, Participant


def programmes(office: UUID | None) -> QuerySet[GroupProgramme]:
    """The programmes of an office, the newest first."""
    return GroupProgramme.objects.filter(office=office).order_by("-made_at", "id")


def programme(office: UUID | None, programme_id: UUID) -> GroupProgramme | None:
    """One programme of an office; None when there is none such."""
    return programmes(office).filter(id=programme_id).first()


def meetings_of(kept: GroupProgramme) -> QuerySet[GroupMeeting]:
    """The meetings of a programme, the first first."""
    return GroupMeeting.objects.filter(programme=kept).order_by("starts_at", "id")


def participants_of(kept: GroupProgramme) -> list[Participant]:
    """The participants of a programme whose card the actor may see, by number; no others, nor how many there are."""
    found = Participant.objects.filter(programme=kept).select_related("dossier", "engagement")
    return list(found.order_by("left_on", "dossier__number"))


def of_engagement(engagement: Engagement) -> list[Participant]:
    """The programmes that an engagement takes or took part in, running ones first."""
    found = Participant.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return list(found.select_related("programme").order_by("-left_on", "joined_on"))


def attendance(participants: list[Participant]) -> dict[tuple[UUID, UUID], GroupAttendance]:
    """Who was where, by participant and meeting. One query."""
    found = GroupAttendance.objects.filter(participant__in=[each.id for each in participants])
    return {(each.participant_id, each.meeting_id): each for each in found}
