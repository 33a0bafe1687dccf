"""Keys made from a client's data: for sorting and finding names, and the keyed fingerprints that find a double.

A fingerprint is an HMAC under the bureau's secret key: equal data gives equal fingerprints, and nobody without the key
can go from a fingerprint to a date of birth or an address. After a change of the secret key old ones match nothing.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.crypto import salted_hmac

from inzage.kit.text import fold, search_key, sort_key


def name_keys(names: Mapping[str, str], number: str) -> dict[str, str]:
    """`sort_key` and `search_key` of a card with these `initials`, `first_name`, `infix`, `last_name`, and its number.

    Two spaces stand between family name and first name, so that "Berg" comes before "van den Berg".
    """
    family = sort_key(f"{names['infix']} {names['last_name']}")
    first = search_key(names["first_name"] or names["initials"])
    whole = f"{names['first_name']} {names['initials']} {names['infix']} {names['last_name']} {number}"
    return {"sort_key": f"{family}  {first}"[:250], "search_key": search_key(whole)[:300]}


def birth_fingerprint(names: Mapping[str, str], born: date | None) -> str:
    """The fingerprint of a name with a date of birth; empty without a date."""
    return _fingerprint("birth", names, born.isoformat()) if born else ""


def email_fingerprint(names: Mapping[str, str], email: str) -> str:
    """The fingerprint of a name with an e-mail address, whatever its capitals; empty without an address."""
    return _fingerprint("email", names, fold(email.strip())) if email else ""


def _fingerprint(kind: str, names: Mapping[str, str], value: str) -> str:
    name = search_key(f"{names['first_name'] or names['initials']} {names['infix']} {names['last_name']}")
    return salted_hmac(f"clients.registration.{kind}", f"{name}|{value}", algorithm="sha256").hexdigest()
