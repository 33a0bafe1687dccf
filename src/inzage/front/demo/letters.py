"""What was written and called about the clients of the demo bureau, and the CV of each. All made up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from inzage.clients.correspondence.actions import Letter
from inzage.front.demo.scans import scan
from inzage.front.demo.stories import NOTES
from inzage.kit.uploads import Upload

CHANGED = NOTES[-1][1]
"""The note that its writer changed afterwards."""
ADDED = "De brief is ook naar de tweede werkgever gegaan."
TOLD: tuple[tuple[int, str, str, str, str, str, str], ...] = (
    (
        8,
        "in",
        "mail",
        "client",
        "",
        "Vraag over de eerste afspraak",
        "Kan het een uur later? Dan haal ik de trein.",
    ),
    (
        5,
        "out",
        "phone",
        "other",
        "Bakkerij De Zemelen",
        "Meelopen",
        "Gevraagd of een dag meelopen kan. Dat kan.",
    ),
    (2, "in", "letter", "sponsor", "de contactpersoon", "Voortgang", "Vraagt wanneer het volgende bericht komt."),
)
"""Weeks ago, direction, form, with whom, their name, subject, text."""


def letters(at: datetime, first: str) -> Iterator[tuple[int, Letter]]:
    """What was written and called, with how many weeks ago, in the words of the client `first`."""
    for weeks, direction, form, party, name, subject, text in TOLD:
        closing = f" Groet, {first}" if party == "client" else ""
        yield (
            weeks,
            Letter(
                direction=direction,
                form=form,
                held_on=(at - timedelta(weeks=weeks)).date(),
                party=party,
                party_name=name,
                subject=subject,
                text=text + closing,
            ),
        )


def cv(first: str) -> Upload:
    """The CV of a client, as a PDF."""
    content = scan("Curriculum vitae", first, "Werkervaring, opleiding en wat ik zoek.")
    return Upload(name="cv.pdf", media_type="application/pdf", content=content)
