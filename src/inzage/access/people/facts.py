"""What is known of people: who has a login under an address, who works here."""

from uuid import UUID

from inzage.access.people.models import Login


def person_by_email(email: str) -> UUID | None:
    """The person whose active login has this address, in any capitals; None when there is none."""
    return Login.objects.filter(email__iexact=email, is_active=True).values_list("person", flat=True).first()
