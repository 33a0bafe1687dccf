"""An undefined variable in a template of ours is a fault, not an empty place on the page."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, engines

OURS = str(Path(__file__).parents[2] / "src" / "inzage")


class UndefinedVariableError(LookupError):
    """A template of ours asks for something that its view does not give."""


class Undefined(str):
    """What Django puts in the place of an undefined variable; raises when the page's own template is ours.

    Pages of other people's packages keep the empty place that they count on. Its text is "%s", so that Django hands
    over the variable.
    """

    __slots__ = ()

    def __mod__(self, variable: Any) -> str:
        """The place of `variable`. Raises UndefinedVariableError when the template is ours."""
        context = sys._getframe(1).f_locals.get("context")
        template = context.template if isinstance(context, Context) else None
        origin = str(template.origin.name) if template is not None else ""
        if origin.startswith(OURS):
            raise UndefinedVariableError(f"{origin.removeprefix(OURS)}: {variable}")
        return ""


def forbid() -> None:
    """From now on an undefined variable in a template of ours raises, in this process."""
    options: Any = settings.TEMPLATES[0]["OPTIONS"]
    options["string_if_invalid"] = Undefined("%s")
    engines["django"].engine.string_if_invalid = Undefined("%s")  # type: ignore[attr-defined]  # Django's own engine
