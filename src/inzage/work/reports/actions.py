"""The verbs of reports, in three steps: write (drafting), lock (locking), show the client and send (reviewing)."""

from inzage.work.reports.actions_drafting import Saved as Saved
from inzage.work.reports.actions_drafting import draft_report as draft_report
from inzage.work.reports.actions_drafting import save_draft as save_draft
from inzage.work.reports.actions_drafting import take_over as take_over
from inzage.work.reports.actions_locking import drop as drop
from inzage.work.reports.actions_locking import lock_version as lock_version
from inzage.work.reports.actions_locking import reopen as reopen
from inzage.work.reports.actions_passages import draw_in as draw_in
from inzage.work.reports.actions_passages import remove_drawn as remove_drawn
from inzage.work.reports.actions_reviewing import mark_sent as mark_sent
from inzage.work.reports.actions_reviewing import present as present
from inzage.work.reports.actions_reviewing import respond as respond
from inzage.work.reports.actions_words import answer_word as answer_word
from inzage.work.reports.actions_words import ask_word as ask_word
from inzage.work.reports.actions_words import clear_word as clear_word
