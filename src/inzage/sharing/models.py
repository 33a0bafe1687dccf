"""All tables of the room."""

from inzage.sharing.consents.models import Consent as Consent
from inzage.sharing.deliveries.models import Delivery as Delivery
from inzage.sharing.disclosures.models import ClientInformed as ClientInformed
from inzage.sharing.disclosures.models import Disclosure as Disclosure
from inzage.sharing.disclosures.models import Grounds as Grounds
from inzage.sharing.enquiries.models import Enquiry as Enquiry
from inzage.sharing.invitations.models import Invitation as Invitation
from inzage.sharing.invitations.models import Reminder as Reminder
from inzage.sharing.invitations.models import ReminderRefusal as ReminderRefusal
from inzage.sharing.invitations.models import ReplyMailbox as ReplyMailbox
from inzage.sharing.post.models import Envelope as Envelope
from inzage.sharing.post.models import Message as Message
