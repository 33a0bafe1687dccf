"""What the dossiers of a kind are called, where a room that may not know the room that keeps the names shows them.

A room registers its model when it starts; the model has the fields `dossier` and `name`. What one may not see has no
name.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model

_models: dict[str, type[Model]] = {}


def register(kind: str, model: type[Model]) -> None:
    """Say which model names the dossiers of a kind. Raises ValueError when another does already."""
    if _models.setdefault(kind, model) is not model:
        message = f"dossiers of kind {kind} are named by another model already"
        raise ValueError(message)


def names(kind: str, dossiers: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """The names of these dossiers of one kind, or of all (None), as far as one may see them."""
    model = _models.get(kind)
    if model is None:
        return {}
    found = model._default_manager.all()
    if dossiers is not None:
        found = found.filter(dossier__in=list(dossiers))
    return dict(found.values_list("dossier_id", "name"))
