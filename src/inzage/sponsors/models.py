"""All tables of the room, for Django."""

from inzage.sponsors.agreements.models import Agreement as Agreement
from inzage.sponsors.relations.models import Sponsor as Sponsor
from inzage.sponsors.relations.models import SponsorContact as SponsorContact
