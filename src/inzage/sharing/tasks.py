"""What the worker finds of this room: its jobs."""

from inzage.sharing.invitations.jobs import look_for_answers as look_for_answers
from inzage.sharing.invitations.jobs import remind as remind
from inzage.sharing.post.jobs import send_message as send_message
from inzage.sharing.post.jobs import settle_messages as settle_messages
