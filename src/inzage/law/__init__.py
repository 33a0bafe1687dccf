"""The law: the text that each decision cites. Pure: no Django, no tables, no clock, no network.

- `decide(act, facts, policy)` says whether an act may be done, on which articles, and what is still owed.
- `load_policy(folder)` reads a bureau's regulation as data; `MODEL` is the one that comes with the product.
- `read_regulation_file(path)` reads a regulation in plain text into articles, parts and versions.
- `inzage.law.calendar` counts terms; `ARTICLES` is the closed list of references.
"""

from inzage.law.articles import ARTICLES as ARTICLES
from inzage.law.articles import Article as Article
from inzage.law.articles import Ref as Ref
from inzage.law.articles import read_articles_doc as read_articles_doc
from inzage.law.calendar import Term as Term
from inzage.law.decisions.acts import ACTS as ACTS
from inzage.law.decisions.ask import FactsError as FactsError
from inzage.law.decisions.ask import decide as decide
from inzage.law.decisions.ask import decide_file as decide_file
from inzage.law.decisions.ask import decide_json as decide_json
from inzage.law.decisions.decision import Decision as Decision
from inzage.law.decisions.decision import Obligation as Obligation
from inzage.law.decisions.decision import Reason as Reason
from inzage.law.decisions.decision import Refused as Refused
from inzage.law.decisions.release_report import HealthConsent as HealthConsent
from inzage.law.decisions.release_report import ReleaseReport as ReleaseReport
from inzage.law.decisions.release_report import ReportingTerms as ReportingTerms
from inzage.law.policy import MODEL as MODEL
from inzage.law.policy import Policy as Policy
from inzage.law.policy import PolicyError as PolicyError
from inzage.law.policy import load_policy as load_policy
from inzage.law.regulation import RegulationError as RegulationError
from inzage.law.regulation import RegulationText as RegulationText
from inzage.law.regulation import read_regulation as read_regulation
from inzage.law.regulation import read_regulation_file as read_regulation_file
from inzage.law.wording import Words as Words
from inzage.law.words import find_words as find_words
