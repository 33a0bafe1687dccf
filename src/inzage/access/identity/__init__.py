"""Who is who, and the proof of it: people, roles, logins, and the signed token of each transaction."""

from inzage.access.identity.proof import KEY_NUMBER as KEY_NUMBER
from inzage.access.identity.proof import acting as acting
from inzage.access.identity.proof import pads as pads
from inzage.access.identity.proof import renew as renew
from inzage.access.identity.proof import token as token
