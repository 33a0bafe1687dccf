"""Whoever gives access sees who has it on a dossier, and ends it (6.need)."""

import pytest
from django.urls import reverse

from inzage.access.models import Dossier, Grant
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier


@pytest.mark.article("6.need")
def test_who_has_access_stands_there_and_can_be_ended(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse
) -> None:
    dossier = make_dossier(coach=cast.coach)
    browser = browse(cast.team_leader)
    page = browser.get(reverse("holders:list", args=[dossier.pk])).content.decode()
    assert "Test coach" in page
    assert "as long as the work lasts" in page
    with acting(cast.team_leader):
        grant = Grant.objects.get(dossier=dossier)
    address = reverse("holders:end", args=[dossier.pk, grant.pk])
    assert "Test coach" not in browser.post(address, follow=True).content.decode()
    with acting(cast.coach):
        assert not Dossier.objects.filter(pk=dossier.pk).exists()
    assert browser.post(address).status_code == 404
    other = reverse("holders:end", args=[make_dossier().pk, grant.pk])
    assert browser.post(other).status_code == 404
