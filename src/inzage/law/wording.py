"""A sentence or label in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence or label, in Dutch and in English."""

    nl: str
    en: str

    def to(self, language: str) -> str:
        """The sentence in `language` ("nl" or "en"); any other language gets English."""
        return self.nl if language.startswith("nl") else self.en

    def to_json(self) -> dict[str, str]:
        """{"nl": …, "en": …}."""
        return {"nl": self.nl, "en": self.en}
