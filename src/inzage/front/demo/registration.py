"""What the back office keeps beside the registration of the demo's clients. All made up."""

from datetime import datetime

from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.clients.registration.models import Client
from inzage.front.demo.bureau import Staff
from inzage.work.bsn import facts as bsn_facts
from inzage.work.bsn.actions import record
from inzage.work.engagements.facts import cards_of

NUMBERS = {"Jansen": "123456782", "Idrissi": "111222333"}
"""Numbers that stand the eleven-test and belong to nobody."""


def complete(staff: Staff, at: datetime) -> None:
    """Add what is not there yet."""
    _seal_numbers(staff, at)


def _seal_numbers(staff: Staff, at: datetime) -> None:
    """The BSN of some who are in reintegration."""
    office = staff["back_office"]
    with acting(office):
        dossiers = dict(Client.objects.filter(last_name__in=NUMBERS).values_list("last_name", "dossier"))
    for name, dossier in dossiers.items():
        open_dossier(person=office, dossier=dossier, parts=("card", "bsn"), purpose="3.c")
        with acting(office) as actor:
            for engagement in cards_of(dossier).filter(ended_on=None):
                if bsn_facts.kept(engagement) is None:
                    record(engagement=engagement, number=NUMBERS[name], by=actor, at=at)
