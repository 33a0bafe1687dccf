"""The sponsors of the demo bureau with their contacts and signed agreements. One that is there already stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.front.demo.scans import scan
from inzage.front.demo.stories import SPONSORS, SponsorStory
from inzage.sponsors.agreements.actions import Terms, record_agreement
from inzage.sponsors.agreements.models import Agreement
from inzage.sponsors.relations.actions import add_contact, register_sponsor
from inzage.sponsors.relations.models import Sponsor, SponsorContact

SIGNED = timedelta(days=240)
PURPOSES = ("3.a", "3.c", "3.d", "3.e", "3.g")


@dataclass(frozen=True, slots=True)
class Signed:
    """A sponsor that signed: its card, its agreement, and the contact that reports go to."""

    sponsor: Sponsor
    agreement: Agreement
    contact: SponsorContact


def sign_all(account_manager: UUID, at: datetime) -> Mapping[str, Signed]:
    """Every sponsor of the stories, by key."""
    return {story.key: _sign(story, account_manager, at) for story in SPONSORS}


def _sign(story: SponsorStory, who: UUID, at: datetime) -> Signed:
    then = at - SIGNED
    with acting(who) as actor:
        sponsor = Sponsor.objects.select_related("dossier").filter(name=story.name).first()
        if sponsor is None:
            sponsor = register_sponsor(name=story.name, kind=story.kind, kvk_number=story.kvk, by=actor, at=then)
            for name, job, phone in story.contacts:
                email = f"{name.split()[0].lower()}@{story.domain}"
                add_contact(sponsor=sponsor, name=name, email=email, job_title=job, phone=phone, by=actor, at=then)
        dossier = sponsor.dossier
    open_dossier(person=who, dossier=dossier.pk, kind="sponsor", parts=["card", "agreements"], purpose="3.d")
    with acting(who) as actor:
        agreement = Agreement.objects.filter(dossier=dossier).first() or record_agreement(
            sponsor_dossier=dossier,
            terms=Terms(
                number=story.agreement,
                title=story.title,
                services=story.services,
                purposes=PURPOSES,
                starts_on=then.date(),
                signed_on=then.date(),
                has_confidentiality=True,
                signed_by_both=True,
            ),
            scan=scan(
                f"Overeenkomst {story.agreement}", story.name, story.title, "Beide partijen houden alles geheim."
            ),
            scan_name=f"overeenkomst-{story.agreement.lower()}.pdf",
            by=actor,
            at=then,
        )
        first = story.contacts[0][0]
        return Signed(sponsor, agreement, SponsorContact.objects.get(dossier=dossier, name=first))
