"""Every act that the law decides on, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from inzage.law.decisions.agree_reporting import AGREE_REPORTING
from inzage.law.decisions.ask_doctor import ASK_DOCTOR
from inzage.law.decisions.change_note import CHANGE_NOTE
from inzage.law.decisions.change_visibility import CHANGE_VISIBILITY
from inzage.law.decisions.clear_word import CLEAR_WORD
from inzage.law.decisions.close_dossier import CLOSE_DOSSIER
from inzage.law.decisions.close_engagement import CLOSE_ENGAGEMENT
from inzage.law.decisions.disclose import DISCLOSE
from inzage.law.decisions.draw_passage import DRAW_PASSAGE
from inzage.law.decisions.end_role import END_ROLE
from inzage.law.decisions.enter import ENTER
from inzage.law.decisions.give_access import GIVE_ACCESS
from inzage.law.decisions.give_consent import GIVE_CONSENT
from inzage.law.decisions.give_report import GIVE_REPORT
from inzage.law.decisions.inform_client import INFORM_CLIENT
from inzage.law.decisions.invite import INVITE
from inzage.law.decisions.lock_report import LOCK_REPORT
from inzage.law.decisions.look_as import LOOK_AS, LOOK_ON
from inzage.law.decisions.move_phase import MOVE_PHASE
from inzage.law.decisions.open_dossier import OPEN_DOSSIER
from inzage.law.decisions.publish_client_agreement import PUBLISH_CLIENT_AGREEMENT
from inzage.law.decisions.publish_regulation import PUBLISH_REGULATION
from inzage.law.decisions.publish_template import PUBLISH_TEMPLATE
from inzage.law.decisions.record_agreement import RECORD_AGREEMENT
from inzage.law.decisions.record_health import RECORD_HEALTH
from inzage.law.decisions.record_oral_report import RECORD_ORAL_REPORT
from inzage.law.decisions.register_client import REGISTER_CLIENT
from inzage.law.decisions.release_passage import RELEASE_PASSAGE
from inzage.law.decisions.release_report import RELEASE_REPORT
from inzage.law.decisions.remind import REMIND
from inzage.law.decisions.remove_second_factor import REMOVE_SECOND_FACTOR
from inzage.law.decisions.rules import Act
from inzage.law.decisions.send_notice import SEND_NOTICE
from inzage.law.decisions.share_profile import SHARE_PROFILE
from inzage.law.decisions.sign_for import SIGN_FOR
from inzage.law.decisions.sign_rights_review import SIGN_RIGHTS_REVIEW
from inzage.law.decisions.start_engagement import START_ENGAGEMENT
from inzage.law.decisions.use_bsn import USE_BSN

_ALL: tuple[Act[Any], ...] = (
    AGREE_REPORTING,
    ASK_DOCTOR,
    CHANGE_NOTE,
    CHANGE_VISIBILITY,
    CLEAR_WORD,
    CLOSE_DOSSIER,
    CLOSE_ENGAGEMENT,
    DISCLOSE,
    DRAW_PASSAGE,
    END_ROLE,
    ENTER,
    GIVE_ACCESS,
    GIVE_CONSENT,
    GIVE_REPORT,
    INFORM_CLIENT,
    INVITE,
    LOCK_REPORT,
    LOOK_AS,
    LOOK_ON,
    MOVE_PHASE,
    OPEN_DOSSIER,
    PUBLISH_CLIENT_AGREEMENT,
    PUBLISH_REGULATION,
    PUBLISH_TEMPLATE,
    RECORD_AGREEMENT,
    RECORD_HEALTH,
    RECORD_ORAL_REPORT,
    REGISTER_CLIENT,
    RELEASE_PASSAGE,
    RELEASE_REPORT,
    REMIND,
    REMOVE_SECOND_FACTOR,
    SEND_NOTICE,
    SHARE_PROFILE,
    SIGN_FOR,
    SIGN_RIGHTS_REVIEW,
    START_ENGAGEMENT,
    USE_BSN,
)

ACTS: Mapping[str, Act[Any]] = MappingProxyType({act.name: act for act in _ALL})
"""Every act by its name, in alphabetical order."""
