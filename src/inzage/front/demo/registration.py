"""What the back office keeps beside the registration of the demo's clients. All made up."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from inzage.access.dossiers.names import names
from inzage.access.identity import acting
from inzage.access.models import Dossier
from inzage.access.openings.actions import open_dossier
from inzage.clients.referrals import actions as referrals
from inzage.clients.referrals.models import Referral
from inzage.clients.registration.models import Client
from inzage.clients.representatives.actions import Appointment
from inzage.clients.representatives.actions import record as represent
from inzage.clients.representatives.facts import representatives_of
from inzage.front.demo.bureau import Staff
from inzage.front.demo.scans import scan
from inzage.front.demo.stories import HAZELAAR
from inzage.kit.uploads import Upload
from inzage.law.calendar import AMSTERDAM
from inzage.work.bsn import facts as bsn_facts
from inzage.work.bsn.actions import record
from inzage.work.engagements.facts import cards_of

NUMBERS = {"Jansen": "123456782", "Idrissi": "111222333"}
"""Numbers that stand the eleven-test and belong to nobody."""
REPRESENTED = "Graaf"
ROOM = (
    ("coach", ["west", "north"], ["second_track", "technical_work"], 24),
    ("other_coach", ["east"], ["executives"], 20),
)


def complete(staff: Staff, at: datetime) -> None:
    """Add what is not there yet."""
    _seal_numbers(staff, at)
    _represent(staff, at)
    _fill_the_desk(staff, at)


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


def _represent(staff: Staff, at: datetime) -> None:
    """One client has an administrator, whom a court appointed for money and data."""
    office = staff["back_office"]
    with acting(office):
        client = Client.objects.filter(last_name=REPRESENTED).select_related("dossier").first()
    if client is None:
        return
    open_dossier(person=office, dossier=client.dossier_id, parts=("card", "identity", "contact"), purpose="3.a")
    with acting(office) as actor:
        if representatives_of(client.dossier_id).exists():
            return
        today = at.astimezone(AMSTERDAM).date()
        appointment = Appointment(
            capacity="administrator",
            matters=("agreements",),
            name="Bewindvoering Zandstra",
            email="bewind@zandstra.example",
            phone="020 555 04 40",
            since=today - timedelta(days=300),
            until=today + timedelta(days=20),
            evidence=Upload(name="beschikking.pdf", media_type="application/pdf", content=scan("Beschikking bewind")),
        )
        represent(dossier=client.dossier, appointment=appointment, by=actor, at=at)


def _fill_the_desk(staff: Staff, at: datetime) -> None:
    """Two referrals that wait, one that was declined, and what the coaches can take on."""
    with acting(staff["back_office"]) as actor:
        if Referral.objects.exists():
            return
        made = [
            referrals.take_in(incoming=each, by=actor, at=at) for each in _incoming(at.astimezone(AMSTERDAM).date())
        ]
        referrals.decline(referral=made[2], reason="no_room", by=actor, at=at)
    with acting(staff["team_leader"]) as actor:
        for name, regions, specialisms, hours in ROOM:
            referrals.set_capacity(
                person=staff[name], regions=regions, specialisms=specialisms, hours=Decimal(hours), by=actor, at=at
            )
    with acting(staff["back_office"]) as actor:
        referrals.hand_to(referral=made[0], coach=staff["coach"], by=actor, at=at)


def _incoming(today: date) -> list[referrals.Incoming]:
    sponsors = {name: dossier for dossier, name in names("sponsor").items()}
    hazelaar = Dossier.objects.filter(pk__in=[sponsors[HAZELAAR]] if HAZELAAR in sponsors else []).first()
    return [
        referrals.Incoming(
            service="reintegration_second", channel="mail", received_on=today - timedelta(days=1), sponsor=hazelaar,
            contact_name="Karin Postma", reference="HAZ-8812", region="west", specialism="second_track",
            fields={"first_name": "Joris", "last_name": "Timmer", "email": "joris@mail.example", "employer": HAZELAAR},
        ),
        referrals.Incoming(
            service="coaching", channel="phone", received_on=today, region="east",
            fields={"first_name": "Selma", "last_name": "Yilmaz", "email": "selma@mail.example"},
        ),
        referrals.Incoming(
            service="outplacement", channel="list", received_on=today - timedelta(days=6), sponsor=hazelaar,
            fields={"first_name": "Piet", "infix": "van der", "last_name": "Veen"},
        ),
    ]  # fmt: skip
