"""What each kind of event on the ledger means, in plain words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

from inzage.access.ledger.kinds import Kind

WORDS: Mapping[str, Promise] = {
    Kind.DOSSIER_OPENED: __("opened a dossier"),
    Kind.DOSSIER_DENIED: __("wanted to open a dossier and was refused"),
    Kind.DOSSIER_CREATED: __("made a dossier"),
    Kind.GRANT_GIVEN: __("gave somebody access to a dossier"),
    Kind.GRANT_ENDED: __("ended somebody's access to a dossier"),
    Kind.ROLE_GIVEN: __("gave somebody a role"),
    Kind.ROLE_ENDED: __("ended somebody's role"),
    Kind.PERSON_ADDED: __("added a person"),
    Kind.PERSON_LEFT: __("recorded that a person has left"),
    Kind.DECLARATION_RECORDED: __("recorded a declaration of secrecy"),
    Kind.ACKNOWLEDGEMENT_GIVEN: __("acknowledged the regulation"),
    Kind.REGULATION_DRAFTED: __("drafted a version of the regulation"),
    Kind.REGULATION_CHECKED: __("recorded the legal check of the regulation"),
    Kind.REGULATION_PUBLISHED: __("published a version of the regulation"),
    Kind.CLIENT_REGISTERED: __("registered a client"),
    Kind.CLIENT_IMPORTED: __("imported a client"),
    Kind.CLIENT_CHANGED: __("changed a client's data"),
    Kind.NOTICE_SENT: __("gave a client the notice about their data"),
    Kind.SPONSOR_REGISTERED: __("registered a sponsor"),
    Kind.SPONSOR_CHANGED: __("changed a sponsor"),
    Kind.CONTACT_ADDED: __("added a contact of a sponsor"),
    Kind.CONTACT_CHANGED: __("changed a contact of a sponsor"),
    Kind.AGREEMENT_RECORDED: __("recorded a signed agreement"),
    Kind.ENGAGEMENT_STARTED: __("started an engagement"),
    Kind.ENGAGEMENT_CHANGED: __("changed an engagement"),
    Kind.ENGAGEMENT_MOVED: __("moved an engagement to another phase"),
    Kind.ENGAGEMENT_ENDED: __("ended an engagement"),
    Kind.COACH_ASSIGNED: __("assigned a coach"),
    Kind.NOTE_WRITTEN: __("wrote a session note"),
    Kind.NOTE_MARKED: __("marked a note as confidential"),
    Kind.NOTE_UNMARKED: __("lifted the confidential mark of a note"),
    Kind.PASSAGE_RELEASED: __("released a passage of a note for reports"),
    Kind.PASSAGE_WITHDRAWN: __("withdrew a released passage"),
    Kind.REPORTING_AGREED: __("recorded what is reported to the sponsor"),
    Kind.REPORTING_TOLD: __("told the client what is reported"),
    Kind.REPORT_DRAFTED: __("began a report"),
    Kind.REPORT_LOCKED: __("locked a report"),
    Kind.REPORT_REOPENED: __("opened a report for changing"),
    Kind.REPORT_DROPPED: __("dropped a report"),
    Kind.WORD_CLEARED: __("let a sensitive word stand in a report"),
    Kind.REPORT_PRESENTED: __("put a report before the client"),
    Kind.REPORT_RELEASED: __("sent a report"),
    Kind.REPORT_REFUSED: __("wanted to send a report and was refused"),
    Kind.ORAL_REPORTED: __("reported orally"),
    Kind.CONSENT_GIVEN: __("recorded a consent"),
    Kind.CONSENT_REFUSED: __("recorded that a client refused consent"),
    Kind.CONSENT_WITHDRAWN: __("recorded that a client withdrew a consent"),
    Kind.DISCLOSURE_MADE: __("gave data to somebody outside"),
    Kind.DOCUMENT_READ: __("read a document that was sent"),
    Kind.MESSAGE_QUEUED: __("put a mail in the outbox"),
    Kind.MESSAGE_SENT: __("sent a mail"),
    Kind.MESSAGE_FAILED: __("could not deliver a mail"),
    Kind.MESSAGE_IN_DOUBT: __("does not know whether a mail arrived"),
    Kind.CLIENT_INFORMED: __("told the client what was reported"),
    Kind.LOG_READ: __("read the log"),
    Kind.SEARCH_MADE: __("searched for clients"),
    Kind.TASK_DONE: __("finished a task"),
    Kind.DECISION_REFUSED: __("wanted to do something and was refused"),
    Kind.LEDGER_SEALED: __("sealed the log"),
    Kind.BACKUP_MADE: __("made a backup"),
}
# the acts of law that a refusal names
ACTS: Mapping[str, Promise] = {
    "release_report": __("send a report"),
    "register_client": __("register a client"),
    "start_engagement": __("start an engagement"),
    "record_agreement": __("record an agreement"),
    "agree_reporting": __("record what is reported"),
    "release_passage": __("release a passage"),
    "draw_passage": __("draw a passage into a report"),
    "record_oral_report": __("record an oral report"),
    "publish_regulation": __("publish the regulation"),
    "give_consent": __("record a consent"),
    "inform_client": __("record that the client was told"),
    "send_notice": __("give the notice"),
    "move_phase": __("move an engagement to another phase"),
    "enter": __("open a page"),
}


def words_for(kind: str) -> str:
    """What an event of this kind means; the kind itself for one that a later version of the product wrote."""
    return str(WORDS.get(kind, kind))
