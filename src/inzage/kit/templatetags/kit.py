"""Components of a page as template tags: `{% load kit %}`. docs/screens.md shows each of them.

A tag with an end tag takes what stands between; all take their texts by name, already translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inzage.kit.listing import Listing
from inzage.kit.paging import Sorting

register = template.Library()

SPRITE = "vendor/tabler-icons-3.48.0/sprite.svg"
MOST_TABS = 7
TONES = frozenset({"neutral", "good", "bad", "warn", "info"})
TONE_ICONS = {"good": "circle-check", "bad": "circle-x", "warn": "alert-triangle", "info": "info-circle"}


@cache
def icon_names() -> frozenset[str]:
    """Give the names of the icons that the sprite has."""
    sprite = Path(__file__).parents[1] / "static" / SPRITE
    return frozenset(re.findall(r'<symbol id="([^"]+)"', sprite.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """Draw an icon of the sprite: silent decoration, or with `label` an image of that name.

    Raises TemplateSyntaxError for an icon that the sprite does not have.
    """
    if name not in icon_names():
        raise template.TemplateSyntaxError(
            f"icon: {name!r} is not in the sprite; it has {', '.join(sorted(icon_names()))}"
        )
    address = f"{static(SPRITE)}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address)


@register.inclusion_tag("kit/parts/badge.html")
def badge(label: object, tone: str = "neutral", *, icon: str = "") -> dict[str, object]:
    """A word on a coloured ground; `tone`: neutral, good, bad, warn, info. The word says it, the colour only helps."""
    return {"label": label, "tone": _tone(tone), "icon": icon}


@register.simple_block_tag
def card(content: str, *, title: str = "", icon: str = "", tone: str = "", level: int = 2, flush: bool = False) -> str:
    """A card with an optional title (heading of `level`). `flush` leaves out the padding, for a table or a list."""
    data = {"content": content, "title": title, "icon": icon, "tone": tone, "level": level, "flush": flush}
    return render_to_string("kit/parts/card.html", data)


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str = "") -> str:
    """A note to the reader in the page (not a message after an act)."""
    data = {"content": content, "tone": _tone(tone), "icon": TONE_ICONS.get(tone, "info-circle"), "title": title}
    return render_to_string("kit/parts/notice.html", data)


@register.simple_block_tag
def empty_state(content: str, *, title: str, text: str = "", icon: str = "list-check") -> str:
    """What stands where a list is empty: what it would hold, and between the tags the way to begin."""
    data = {"content": content, "title": title, "text": text, "icon": icon}
    return render_to_string("kit/parts/empty_state.html", data)


@register.inclusion_tag("kit/parts/decision.html", takes_context=True)
def decision(context: Context, decided: object, *, level: int = 2) -> dict[str, object]:
    """A decision of the regulation: allowed or refused, its sentence, articles, remedy, and the duties it leaves."""
    return {"decision": decided, "level": level, "regulation_url": context.get("regulation_url", "")}


@register.inclusion_tag("kit/parts/facts.html")
def facts(rows: Iterable[Sequence[object]]) -> dict[str, object]:
    """A list of terms and values: rows of (term, value)."""
    return {"rows": rows}


@register.inclusion_tag("kit/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[object]) -> dict[str, object]:
    """The way to the other pages of a list, keeping its filters. Nothing for a single page but the count."""
    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "around": list(around), "gap": page.paginator.ELLIPSIS, "request": context["request"]}


@register.inclusion_tag("kit/parts/sort_header.html", takes_context=True)
def sort_header(context: Context, key: str, label: str, sorting: Sorting) -> dict[str, object]:
    """A table heading that sorts by the column `key`."""
    state = sorting.state(key)
    return {
        "label": label,
        "state": state,
        "icon": {"ascending": "chevron-up", "descending": "chevron-down"}.get(state, "selector"),
        "value": sorting.toggled(key),
        "request": context["request"],
    }


@register.inclusion_tag("kit/parts/tabs.html")
def tabs(items: Iterable[Mapping[str, object]], *, label: str) -> dict[str, object]:
    """Links to the views of one thing: mappings with label, url, active, and optionally icon and count.

    Of more than seven, six stand in the row, the present one among them, and the others in a menu behind it.
    """
    every = list(items)
    shown = every if len(every) <= MOST_TABS else every[: MOST_TABS - 1]
    present = [item for item in every[len(shown) :] if item.get("active")]
    if present:
        shown = [*shown[:-1], *present]
    return {"items": shown, "more": [item for item in every if item not in shown], "label": label}


@register.inclusion_tag("kit/parts/chips.html")
def chips(items: Iterable[Sequence[object]]) -> dict[str, object]:
    """The filters in force, each with the address of the list without it: rows of (label, url)."""
    return {"items": items}


@register.simple_block_tag(takes_context=True)
def list_tools(context: Context, content: str, *, listing: Listing) -> str:
    """Search and filters of a list with what is in force as chips; between the tags a menu beside them."""
    data = {"listing": listing, "content": content, "csrf_token": context.get("csrf_token", "")}
    return render_to_string("kit/parts/list_tools.html", data)


@register.inclusion_tag("kit/parts/bulk.html")
def bulk_bar(verbs: Iterable[Sequence[object]]) -> dict[str, object]:
    """Under a list whose rows can be ticked: what to do with them, rows of (code, label). Stands in the list's form."""
    return {"verbs": verbs}


@register.simple_block_tag
def timeline(content: str, *, label: str) -> str:
    """A list of events, newest first; holds `timeline_item`s."""
    return format_html('<ol class="kit-timeline" aria-label="{}">{}</ol>', label, content)


@register.simple_block_tag(takes_context=True)
def timeline_item(
    context: Context,
    content: str,
    *,
    title: str,
    at: datetime,
    icon: str = "file-text",
    author: str = "",
    tone: str = "neutral",
    url: str = "",
) -> str:
    """One event: what, when, by whom, and between the tags what there is to tell of it.

    A page that shows the same under each event names the template for it in its context as `timeline_foot`.
    """
    foot = context.get("timeline_foot", "")
    data = {"content": content, "title": title, "at": at, "icon": icon, "author": author}
    around: dict[str, object] = {str(name): value for name, value in context.flatten().items()}
    data |= {"foot": render_to_string(foot, around) if foot else ""}
    return render_to_string("kit/parts/timeline_item.html", data | {"tone": _tone(tone), "url": url})


@register.inclusion_tag("kit/parts/progress.html")
def progress(value: float, maximum: float, *, label: str) -> dict[str, object]:
    """How far something is: a bar with its name and its figures in words."""
    return {"value": value, "maximum": maximum, "label": label}


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: str, *, key: str, url: str, button: str, title: str, tone: str = "", icon: str = "",
    confirm_label: str = "",
) -> str:  # fmt: skip
    """A button that asks first: between the tags what will happen and any fields; confirming POSTs to `url`.

    `key` is unique in the page; `tone` "bad" colours the button for what cannot be undone.
    """
    data = {
        "content": content,
        "key": key,
        "url": url,
        "button": button,
        "title": title,
        "tone": tone,
        "icon": icon,
        "confirm_label": confirm_label or button,
        "csrf_token": context.get("csrf_token", ""),
    }
    return render_to_string("kit/parts/confirm.html", data)


@register.inclusion_tag("kit/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """The errors of a form in one list on top, each a link to its field. Drawn by `{{ form }}` itself."""
    return {"form": form}


@register.filter
def only_if(value: str, condition: bool) -> str:  # noqa: FBT001  a filter takes its argument by position
    """The value when the condition holds, otherwise nothing: an address for whoever may go there."""
    return value if condition else ""


@register.filter
def unstopped(text: object) -> str:
    """Give a text without the full stop at its end, for where a colon follows."""
    return str(text).removesuffix(".")


@register.filter
def bilingual(words: object) -> str:
    """Give the page's language of a text that has two (`.nl` and `.en`, or a mapping); anything else as it is."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    if isinstance(words, Mapping):
        return str(words.get(language, ""))
    return str(getattr(words, language, words))


@register.filter
def article_label(ref: object) -> str:
    """Give the reference of an article for reading: "6.informing" becomes "Article 6: Informing the client".

    The titles are those of `settings.ARTICLES` (reference to a title in two languages); without one, the reference.
    """
    number = str(ref).partition(".")[0]
    name = _("Article %(number)s") % {"number": number} if number.isdigit() else _("Table of versions")
    title = getattr(settings, "ARTICLES", {}).get(str(ref))
    return f"{name}: {bilingual(title)}" if title else f"{name} ({ref})"


@register.filter
def article_anchor(ref: object) -> str:
    """Give the anchor of an article in the published regulation: "6.informing" becomes "artikel-6"."""
    return f"artikel-{str(ref).partition('.')[0]}"


@register.filter
def initials(name: str) -> str:
    """Give at most two initials of a name, for the mark beside it."""
    words = [word for word in name.split() if word[:1].isalpha()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in chosen)


def _tone(tone: str) -> str:
    """Give the tone, or raise: a misspelt one would lose its meaning in silence."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"tone: {tone!r} is not known; use one of {', '.join(sorted(TONES))}")
    return tone
