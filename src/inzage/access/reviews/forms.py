"""The review on screen: keep or end for each right, and a reason for what is kept though nobody uses it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.access.reviews.actions import Verdict
from inzage.access.reviews.facts import Right
from inzage.kit.forms import KitForm, LineField

KEEP, END = "keep", "end"
LONGEST = 200


class ReviewForm(KitForm):
    """One choice for each right. What was used is kept unless somebody says otherwise; the rest is chosen."""

    sure = forms.BooleanField(
        label=gettext_lazy("I have looked at all these rights, and I sign for what is kept."),
        error_messages={"required": gettext_lazy("Tick the box to sign for the review.")},
    )

    def __init__(self, *args: Any, rights: Sequence[Right], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rights = rights
        for right in rights:
            self.fields[f"choice-{right.row}"] = forms.ChoiceField(
                label=right.label,
                choices=[(KEEP, _("Keep")), (END, _("End"))],
                widget=forms.RadioSelect,
                initial=None if right.unused else KEEP,
                error_messages={"required": _("Choose: this right was not used for a long time.")},
            )
            if right.unused:
                self.fields[f"reason-{right.row}"] = LineField(
                    label=_("Why it is kept though it is not used"), max_length=LONGEST, required=False
                )
        self.order_fields([name for name in self.fields if name != "sure"] + ["sure"])

    def clean(self) -> dict[str, Any]:
        """What is kept though nobody uses it has a reason."""
        data = super().clean() or self.cleaned_data
        for right in self.rights:
            kept = data.get(f"choice-{right.row}") == KEEP
            if right.unused and kept and not data.get(f"reason-{right.row}"):
                self.add_error(f"reason-{right.row}", _("Say why this right is kept, or end it."))
        return data

    def verdicts(self) -> list[Verdict]:
        """What was decided, once the form is valid."""
        data = self.cleaned_data
        return [
            Verdict(right, data[f"choice-{right.row}"] == KEEP, data.get(f"reason-{right.row}", ""))
            for right in self.rights
        ]

    def fields_of(self, right: Right) -> list[forms.BoundField]:
        """The fields of one right, for the page."""
        names = (f"choice-{right.row}", f"reason-{right.row}")
        return [self[name] for name in names if name in self.fields]
