"""Decisions: what is asked, what the rules say, and what is still owed."""

from inzage.law.decisions.acts import ACTS as ACTS
from inzage.law.decisions.ask import FactsError as FactsError
from inzage.law.decisions.ask import decide as decide
from inzage.law.decisions.ask import decide_file as decide_file
from inzage.law.decisions.ask import decide_json as decide_json
from inzage.law.decisions.decision import Decision as Decision
from inzage.law.decisions.decision import Obligation as Obligation
from inzage.law.decisions.decision import Refused as Refused
