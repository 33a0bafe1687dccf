"""All tables of the room."""

from inzage.clients.correspondence.models import Correspondence as Correspondence
from inzage.clients.correspondence.models import Enclosure as Enclosure
from inzage.clients.correspondence.models import FiledDocument as FiledDocument
from inzage.clients.drafts.models import Draft as Draft
from inzage.clients.health.models import HealthGround as HealthGround
from inzage.clients.health.models import WorkCapacity as WorkCapacity
from inzage.clients.notes.models import NoteMark as NoteMark
from inzage.clients.notes.models import NoteVersion as NoteVersion
from inzage.clients.notes.models import Passage as Passage
from inzage.clients.notes.models import SessionNote as SessionNote
from inzage.clients.objections.models import Objection as Objection
from inzage.clients.referrals.models import Capacity as Capacity
from inzage.clients.referrals.models import Referral as Referral
from inzage.clients.registration.imports.models import ImportBatch as ImportBatch
from inzage.clients.registration.imports.models import ImportRow as ImportRow
from inzage.clients.registration.models import Client as Client
from inzage.clients.registration.models import ClientChange as ClientChange
from inzage.clients.registration.models import ClientContact as ClientContact
from inzage.clients.registration.models import ClientIdentity as ClientIdentity
from inzage.clients.registration.models import NoticeDelivery as NoticeDelivery
from inzage.clients.representatives.models import Representative as Representative
