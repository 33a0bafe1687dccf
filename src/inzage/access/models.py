"""All tables of the room."""

from inzage.access.asking.models import AccessRequest as AccessRequest
from inzage.access.dossiers.models import CardModel as CardModel
from inzage.access.dossiers.models import ContentModel as ContentModel
from inzage.access.dossiers.models import Dossier as Dossier
from inzage.access.dossiers.models import Entry as Entry
from inzage.access.feeds.models import Feed as Feed
from inzage.access.grants.models import Grant as Grant
from inzage.access.identity.models import Acknowledgement as Acknowledgement
from inzage.access.identity.models import Declaration as Declaration
from inzage.access.identity.models import Login as Login
from inzage.access.identity.models import Office as Office
from inzage.access.identity.models import Person as Person
from inzage.access.identity.models import PersonRole as PersonRole
from inzage.access.identity.models import Session as Session
from inzage.access.ledger.models import LedgerEvent as LedgerEvent
from inzage.access.ledger.models import LedgerSeal as LedgerSeal
from inzage.access.ledger.models import LedgerShown as LedgerShown
from inzage.access.limits.models import Allowance as Allowance
from inzage.access.openings.models import Opening as Opening
from inzage.access.purposes.models import DossierPurpose as DossierPurpose
from inzage.access.standins.models import StandIn as StandIn
from inzage.access.tasks.models import Task as Task
from inzage.access.vault.models import Document as Document
from inzage.access.vault.models import HandOver as HandOver
from inzage.access.versions.models import RegulationVersion as RegulationVersion
