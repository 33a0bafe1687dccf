"""The policy that the bureau's installation runs under, and the version of the regulation in force."""

from django.conf import settings

from inzage.access.versions.models import RegulationVersion
from inzage.law.policy import Policy


def policy() -> Policy:
    """The bureau's policy, read once when the process started."""
    return settings.POLICY


def current_version() -> RegulationVersion | None:
    """The version published last, or None when none was published yet."""
    return RegulationVersion.objects.filter(published_at__isnull=False).order_by("-published_at").first()
