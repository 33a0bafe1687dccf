"""Cases for the tests of this room."""

import pytest
from django.conf import settings

from inzage.law.policy.blocks import WordGroup
from tests.kit.cases import make_case as make_case


def stricter(monkeypatch: pytest.MonkeyPatch, word: str, group: WordGroup) -> None:
    """From now on the policy names this word too, in this group: as if it changed after a report was locked."""
    now = settings.POLICY
    block = now.words[group]
    changed = block.model_copy(update={"words": {**block.words, word: ""}})
    monkeypatch.setattr(settings, "POLICY", now.model_copy(update={"words": {**now.words, group: changed}}))
