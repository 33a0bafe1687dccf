"""What the worker finds of this room: its jobs."""

from inzage.sharing.post.jobs import send_message as send_message
from inzage.sharing.post.jobs import settle_messages as settle_messages
