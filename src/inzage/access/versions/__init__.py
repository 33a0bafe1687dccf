"""Versions of the regulation: draft, legal check, publication, acknowledgement; and the policy in force."""

from inzage.access.versions.current import current_version as current_version
from inzage.access.versions.current import policy as policy
