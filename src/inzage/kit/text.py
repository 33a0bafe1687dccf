"""Text as people type it, made fit for keeping, sorting and finding: computed here, so any PostgreSQL sorts alike."""

import re
import unicodedata

# the particles that Dutch lists skip: "Van der Berg" stands under B (NEN 5825's custom, without a comma)
_PARTICLES = frozenset(
    {
        "aan", "af", "al", "am", "auf", "aus", "bij", "bin", "boven", "d", "da", "dal", "de", "degli", "dei", "del",
        "della", "den", "der", "des", "di", "die", "do", "don", "dos", "du", "el", "het", "i", "in", "l", "la", "las",
        "le", "les", "lo", "los", "met", "of", "onder", "op", "over", "s", "t", "te", "tegen", "ten", "ter", "thoe",
        "tho", "to", "toe", "tot", "uijt", "uit", "unter", "van", "vd", "ver", "vom", "von", "voor", "vor", "zu",
        "zum", "zur",
    }
)  # fmt: skip
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i"}
)
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Give `text` without case and diacritics: "Özgür Çelik" becomes "ozgur celik"."""
    # twice: taking signs apart can bring out capitals, and small letters can be taken apart further
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in text if not unicodedata.combining(sign)).translate(_FOLDED)


def sort_key(name: str) -> str:
    """Give the key by which a family name is listed in Dutch: "van der Berg" stands under "berg".

    The skipped particles come last, so that "Berg" precedes "van den Berg"; a name of particles only is kept whole.
    """
    words = _WORD.findall(fold(name))
    head = next((place for place, word in enumerate(words) if word not in _PARTICLES), 0)
    return " ".join([*words[head:], *words[:head]])


def search_key(text: str) -> str:
    """Give the words of `text`, folded, for finding parts of them."""
    return " ".join(_WORD.findall(fold(text)))


def clean_line(text: str) -> str:
    """Give one line of text as it should be kept: composed (NFC), no control or steering characters, single spaces."""
    visible = (sign if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else " " for sign in text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", "".join(visible))).strip()
