"""What each kind of event on the ledger means, in plain words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.ledger.kinds import Kind

WORDS: Mapping[str, Promise] = {
    Kind.DOSSIER_OPENED: _("opened a dossier"),
    Kind.DOSSIER_DENIED: _("wanted to open a dossier and was refused"),
    Kind.DOSSIER_CREATED: _("made a dossier"),
    Kind.GRANT_GIVEN: _("gave somebody access to a dossier"),
    Kind.GRANT_ENDED: _("ended somebody's access to a dossier"),
    Kind.ROLE_GIVEN: _("gave somebody a role"),
    Kind.ROLE_ENDED: _("ended somebody's role"),
    Kind.PERSON_ADDED: _("added a person"),
    Kind.PERSON_LEFT: _("recorded that a person has left"),
    Kind.DECLARATION_RECORDED: _("recorded a declaration of secrecy"),
    Kind.ACKNOWLEDGEMENT_GIVEN: _("acknowledged the regulation"),
    Kind.REGULATION_DRAFTED: _("drafted a version of the regulation"),
    Kind.REGULATION_CHECKED: _("recorded the legal check of the regulation"),
    Kind.REGULATION_PUBLISHED: _("published a version of the regulation"),
    Kind.CLIENT_REGISTERED: _("registered a client"),
    Kind.CLIENT_IMPORTED: _("imported a client"),
    Kind.CLIENT_CHANGED: _("changed a client's data"),
    Kind.NOTICE_SENT: _("gave a client the notice about their data"),
    Kind.SPONSOR_REGISTERED: _("registered a sponsor"),
    Kind.SPONSOR_CHANGED: _("changed a sponsor"),
    Kind.CONTACT_ADDED: _("added a contact of a sponsor"),
    Kind.CONTACT_CHANGED: _("changed a contact of a sponsor"),
    Kind.AGREEMENT_RECORDED: _("recorded a signed agreement"),
    Kind.ENGAGEMENT_STARTED: _("started an engagement"),
    Kind.ENGAGEMENT_CHANGED: _("changed an engagement"),
    Kind.ENGAGEMENT_MOVED: _("moved an engagement to another phase"),
    Kind.ENGAGEMENT_ENDED: _("ended an engagement"),
    Kind.COACH_ASSIGNED: _("assigned a coach"),
    Kind.NOTE_WRITTEN: _("wrote a session note"),
    Kind.NOTE_MARKED: _("marked a note as confidential"),
    Kind.NOTE_UNMARKED: _("lifted the confidential mark of a note"),
    Kind.PASSAGE_RELEASED: _("released a passage of a note for reports"),
    Kind.PASSAGE_WITHDRAWN: _("withdrew a released passage"),
    Kind.REPORTING_AGREED: _("recorded what is reported to the sponsor"),
    Kind.REPORTING_TOLD: _("told the client what is reported"),
    Kind.REPORT_DRAFTED: _("began a report"),
    Kind.REPORT_LOCKED: _("locked a report"),
    Kind.REPORT_REOPENED: _("opened a report for changing"),
    Kind.REPORT_DROPPED: _("dropped a report"),
    Kind.WORD_CLEARED: _("let a sensitive word stand in a report"),
    Kind.REPORT_PRESENTED: _("put a report before the client"),
    Kind.REPORT_RELEASED: _("sent a report"),
    Kind.REPORT_REFUSED: _("wanted to send a report and was refused"),
    Kind.ORAL_REPORTED: _("reported orally"),
    Kind.CONSENT_GIVEN: _("recorded a consent"),
    Kind.CONSENT_REFUSED: _("recorded that a client refused consent"),
    Kind.CONSENT_WITHDRAWN: _("recorded that a client withdrew a consent"),
    Kind.DISCLOSURE_MADE: _("gave data to somebody outside"),
    Kind.DOCUMENT_READ: _("read a document that was sent"),
    Kind.MESSAGE_QUEUED: _("put a mail in the outbox"),
    Kind.MESSAGE_SENT: _("sent a mail"),
    Kind.MESSAGE_FAILED: _("could not deliver a mail"),
    Kind.MESSAGE_IN_DOUBT: _("does not know whether a mail arrived"),
    Kind.CLIENT_INFORMED: _("told the client what was reported"),
    Kind.LOG_READ: _("read the log"),
    Kind.LOG_EXPORTED: _("took a copy of the log"),
    Kind.CHECKPOINT_MAILED: _("mailed a checkpoint of the log to the witness"),
    Kind.SEARCH_MADE: _("searched for clients"),
    Kind.TASK_DONE: _("finished a task"),
    Kind.DECISION_REFUSED: _("wanted to do something and was refused"),
    Kind.SESSION_ENDED: _("ended a session of their own"),
    Kind.RATE_LIMITED: _("did something too often and was stopped"),
    Kind.LEDGER_SEALED: _("sealed the log"),
    Kind.BACKUP_MADE: _("made a backup"),
}
# the acts of law that a refusal names
ACTS: Mapping[str, Promise] = {
    "release_report": _("send a report"),
    "register_client": _("register a client"),
    "start_engagement": _("start an engagement"),
    "record_agreement": _("record an agreement"),
    "agree_reporting": _("record what is reported"),
    "release_passage": _("release a passage"),
    "draw_passage": _("draw a passage into a report"),
    "record_oral_report": _("record an oral report"),
    "publish_regulation": _("publish the regulation"),
    "give_consent": _("record a consent"),
    "inform_client": _("record that the client was told"),
    "send_notice": _("give the notice"),
    "move_phase": _("move an engagement to another phase"),
    "enter": _("open a page"),
}


def words_for(kind: str) -> str:
    """What an event of this kind means; the kind itself for one that a later version of the product wrote."""
    return str(WORDS.get(kind, kind))
