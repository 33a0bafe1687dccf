"""Each kind of event in the terms of NEN 7513: its action code, and what happened to the data it was about.

The codes are those that NEN 7513 takes from RFC 3881 and DICOM PS3.15: actions C(reate) R(ead) U(pdate) D(elete)
E(xecute), a life cycle from 1 (origination) to 15 (erasure), outcome 0 (success) or 8 (refused). docs/log.md explains.
"""

from collections.abc import Mapping

from inzage.access.ledger.kinds import Kind

ACTIONS: Mapping[str, str] = {
    Kind.DOSSIER_OPENED: "R",
    Kind.DOSSIER_DENIED: "R",
    Kind.DOSSIER_CREATED: "C",
    Kind.GRANT_GIVEN: "C",
    Kind.STAND_IN_GIVEN: "C",
    Kind.STAND_IN_ENDED: "U",
    Kind.ACCESS_ASKED: "C",
    Kind.ACCESS_ALLOWED: "U",
    Kind.ACCESS_REFUSED: "U",
    Kind.GLASS_BROKEN: "C",
    Kind.OBJECTION_RECORDED: "C",
    Kind.OBJECTION_WITHDRAWN: "U",
    Kind.LIST_SHOWN: "R",
    Kind.GRANT_ENDED: "U",
    Kind.ROLE_GIVEN: "C",
    Kind.ROLE_ENDED: "U",
    Kind.PERSON_ADDED: "C",
    Kind.PERSON_LEFT: "U",
    Kind.SESSION_ENDED: "U",
    Kind.PASSKEY_ADDED: "C",
    Kind.PASSKEY_REMOVED: "D",
    Kind.APP_REMOVED: "D",
    Kind.LOOK_BEGUN: "E",
    Kind.LOOK_ENDED: "E",
    Kind.RIGHTS_REVIEWED: "E",
    Kind.DECLARATION_RECORDED: "C",
    Kind.ACKNOWLEDGEMENT_GIVEN: "C",
    Kind.REGULATION_DRAFTED: "C",
    Kind.REGULATION_CHECKED: "U",
    Kind.REGULATION_PUBLISHED: "U",
    Kind.CLIENT_REGISTERED: "C",
    Kind.CLIENT_IMPORTED: "C",
    Kind.CLIENT_CHANGED: "U",
    Kind.NOTICE_SENT: "E",
    Kind.REPRESENTATIVE_RECORDED: "C",
    Kind.REPRESENTATIVE_ENDED: "U",
    Kind.SPONSOR_REGISTERED: "C",
    Kind.SPONSOR_CHANGED: "U",
    Kind.CONTACT_ADDED: "C",
    Kind.CONTACT_CHANGED: "U",
    Kind.AGREEMENT_RECORDED: "C",
    Kind.ENGAGEMENT_STARTED: "C",
    Kind.ENGAGEMENT_CHANGED: "U",
    Kind.ENGAGEMENT_MOVED: "U",
    Kind.ENGAGEMENT_ENDED: "U",
    Kind.COACH_ASSIGNED: "C",
    Kind.MEETING_PLANNED: "C",
    Kind.MEETING_MOVED: "U",
    Kind.MEETING_CANCELLED: "U",
    Kind.MEETING_ASKED: "U",
    Kind.MEETING_ATTENDED: "U",
    Kind.FEED_MADE: "C",
    Kind.FEED_REVOKED: "U",
    Kind.FEED_READ: "R",
    Kind.BSN_RECORDED: "C",
    Kind.BSN_REMOVED: "D",
    Kind.BSN_REVEALED: "R",
    Kind.BSN_PRINTED: "R",
    Kind.NOTE_WRITTEN: "C",
    Kind.NOTE_CHANGED: "U",
    Kind.NOTE_MARKED: "U",
    Kind.NOTE_UNMARKED: "U",
    Kind.PASSAGE_RELEASED: "U",
    Kind.PASSAGE_WITHDRAWN: "U",
    Kind.CORRESPONDENCE_ENTERED: "C",
    Kind.DOCUMENT_FILED: "C",
    Kind.ENTRY_PINNED: "U",
    Kind.ENTRY_UNPINNED: "U",
    Kind.VISIBILITY_CHANGED: "U",
    Kind.HEALTH_RECORDED: "C",
    Kind.REPORTING_AGREED: "C",
    Kind.REPORTING_TOLD: "U",
    Kind.REPORT_DRAFTED: "C",
    Kind.REPORT_LOCKED: "U",
    Kind.REPORT_REOPENED: "U",
    Kind.REPORT_DROPPED: "D",
    Kind.WORD_ASKED: "C",
    Kind.WORD_CLEARED: "U",
    Kind.WORD_REFUSED: "U",
    Kind.REPORT_PRESENTED: "E",
    Kind.REPORT_RELEASED: "E",
    Kind.REPORT_GIVEN: "E",
    Kind.REPORT_REFUSED: "E",
    Kind.ORAL_REPORTED: "E",
    Kind.CONSENT_GIVEN: "C",
    Kind.CONSENT_REFUSED: "C",
    Kind.CONSENT_WITHDRAWN: "U",
    Kind.DISCLOSURE_MADE: "C",
    Kind.DOCUMENT_READ: "R",
    Kind.MESSAGE_QUEUED: "C",
    Kind.MESSAGE_SENT: "E",
    Kind.MESSAGE_FAILED: "E",
    Kind.MESSAGE_IN_DOUBT: "E",
    Kind.CLIENT_INFORMED: "U",
    Kind.LOG_READ: "R",
    Kind.LOG_EXPORTED: "R",
    Kind.CHECKPOINT_MAILED: "E",
    Kind.SEARCH_MADE: "E",
    Kind.TASK_DONE: "U",
    Kind.DECISION_REFUSED: "E",
    Kind.RATE_LIMITED: "E",
    Kind.LEDGER_SEALED: "E",
    Kind.BACKUP_MADE: "E",
}
ORIGINATION, IMPORT, AMENDMENT, ACCESS, EXPORT, DISCLOSURE, DELETION = "1", "2", "3", "6", "10", "11", "14"
LIFE_CYCLES: Mapping[str, str] = {"C": ORIGINATION, "R": ACCESS, "U": AMENDMENT, "D": DELETION, "E": ACCESS}
SPECIAL: Mapping[str, str] = {
    Kind.CLIENT_IMPORTED: IMPORT,
    Kind.LOG_EXPORTED: EXPORT,
    Kind.BACKUP_MADE: EXPORT,
    Kind.CHECKPOINT_MAILED: EXPORT,
    Kind.DISCLOSURE_MADE: DISCLOSURE,
    Kind.REPORT_RELEASED: DISCLOSURE,
    Kind.REPORT_GIVEN: DISCLOSURE,
    Kind.ORAL_REPORTED: DISCLOSURE,
}
SUCCESS, REFUSED = "0", "8"
EMERGENCY = "exception"
"""The rule of the policy by which somebody looks without an ordinary grant: NEN 7513's emergency button."""


def action(kind: str) -> str:
    """The action code of a kind; E for one that a later version of the product wrote."""
    return ACTIONS.get(kind, "E")


def life_cycle(kind: str) -> str:
    """What happened to the data, as a code of participantObjectDataLifeCycle."""
    return SPECIAL.get(kind, LIFE_CYCLES[action(kind)])
