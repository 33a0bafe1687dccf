"""Why a dossier is closed, and why it is opened again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm
from inzage.work.closures.models import Closure


class CloseForm(KitForm):
    """Why it can be closed."""

    reason = forms.ChoiceField(label=_("Why"), choices=Closure.Reason.choices, widget=forms.RadioSelect)


class ReopenForm(KitForm):
    """Why it is opened for work again."""

    again = forms.ChoiceField(label=_("Why"), choices=Closure.Again.choices, widget=forms.RadioSelect)
