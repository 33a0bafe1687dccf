"""The form that takes a file of clients."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.clients.registration.imports.reading import MOST_BYTES
from inzage.kit.forms import KitForm, UploadField


class UploadForm(KitForm):
    """A CSV or Excel file, and the service for rows that do not name one."""

    file = UploadField(label=_("File with clients (Excel or CSV)"), allowed=["text", "xlsx"], max_bytes=MOST_BYTES)
    service = forms.ChoiceField(
        label=_("Service for rows that name none"),
        required=False,
        help_text=_("The service decides which data may be kept (article 2)."),
    )

    def __init__(self, *args: Any, services: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Each row names its own service")),
            *services,
        ]
