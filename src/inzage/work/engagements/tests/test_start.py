"""An engagement starts only in line with a signed agreement that runs (articles 3.2, 3.c, 5.signing)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.facts import timeline
from inzage.access.grants.actions import give
from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.clients.conftest import MakeClient, see
from inzage.law.decisions.decision import Refused
from inzage.sponsors.conftest import MakeAgreement, MakeSponsor
from inzage.work.conftest import Case
from inzage.work.engagements.actions import start
from inzage.work.engagements.facts import engagements_of, whose_turn
from inzage.work.engagements.models import Engagement
from tests.kit.fixtures import Browse, Cast


@pytest.mark.article("3.c")
@pytest.mark.article("3.2")
def test_a_service_of_the_agreement_starts_in_its_intake(cast: Cast, case: Case) -> None:
    with acting(cast.back_office.person):
        kept = engagements_of(case.dossier.id).get()
        assert LedgerEvent.objects.filter(
            kind="engagement.started", subject=kept.id, articles__contains=["3.2"]
        ).exists()
        lines = [(item.entry.kind, item.item) for item in timeline(case.dossier.id, kinds=["engagement"])]
    assert (kept.phase, kept.sponsor, kept.ended_on) == ("intake", case.sponsor, None)
    assert lines == [("engagement", kept)]


@pytest.mark.article("3.2")
@pytest.mark.article("5.signing")
@pytest.mark.parametrize(
    ("changed", "article"),
    [
        ({"services": ["coaching"]}, "3.2"),
        ({"purposes": ["3.a", "3.d"]}, "3.c"),
        ({"ends_on": timezone.localdate() - timedelta(days=1)}, "5.signing"),
        ({"starts_on": timezone.localdate() + timedelta(days=1)}, "5.signing"),
        ({"signed_on": timezone.localdate(), "starts_on": timezone.localdate() - timedelta(days=9)}, "5.signing"),
    ],
)
def test_what_the_agreement_does_not_carry_is_refused(
    cast: Cast, make_agreement: MakeAgreement, make_client: MakeClient, changed: dict[str, object], article: str
) -> None:
    agreement, client = make_agreement(**changed), make_client(service="assessment")
    see(cast.back_office, client.dossier_id)
    day = timezone.localdate() - timedelta(days=2) if "signed_on" in changed else timezone.localdate()
    with pytest.raises(Refused) as refused, acting(cast.back_office.person) as actor:
        start(
            client_dossier=client.dossier, agreement=agreement, service="assessment", started_on=day, by=actor,
            at=timezone.now(),
        )  # fmt: skip
    assert article in refused.value.decision.articles
    assert refused.value.decision.remedy
    with acting(cast.back_office.person):
        assert not engagements_of(client.dossier_id)


def test_the_same_service_does_not_run_twice(cast: Cast, case: Case) -> None:
    with pytest.raises(ValidationError), acting(cast.back_office.person) as actor:
        start(
            client_dossier=case.dossier, agreement=case.agreement, service="reintegration_second", by=actor,
            at=timezone.now(),
        )  # fmt: skip


@pytest.mark.article("6.need")
def test_another_coach_sees_neither_engagement_nor_dossier(cast: Cast, case: Case, browse: Browse) -> None:
    with acting(cast.other_coach.person):
        assert not Engagement.objects.filter(id=case.engagement.id).exists()
    answer = browse(cast.other_coach).get(reverse("engagements:show", args=[case.dossier.id, case.engagement.id]))
    assert answer.status_code == 404


def test_the_turn_is_the_office_until_somebody_is_assigned(cast: Cast, make_case: object) -> None:
    case: Case = make_case(assigned=False)  # type: ignore[operator]
    with acting(cast.back_office.person):
        turn = whose_turn(case.engagement)
    assert (turn.who, turn.what) == ("office", "assign")


@pytest.mark.article("3.c")
def test_the_pages_start_and_show(
    cast: Cast, make_agreement: MakeAgreement, make_client: MakeClient, browse: Browse
) -> None:
    agreement, client = make_agreement(services=["coaching"]), make_client(service="coaching")
    browser = browse(cast.back_office)
    address = reverse("engagements:new", args=[client.dossier_id])
    assert agreement.sponsor.name in browser.get(address).content.decode()
    today = date.today().isoformat()  # noqa: DTZ011 a form's day
    page = browser.post(address, {"order": f"{agreement.id}:coaching", "started_on": today}, follow=True)
    assert page.status_code == 200
    assert agreement.sponsor.name in page.content.decode()
    again = browser.post(address, {"order": f"{agreement.id}:coaching", "started_on": today})
    assert "kit-error-summary" in again.content.decode()
    assert agreement.sponsor.name in browser.get(reverse("engagements:list", args=[client.dossier_id])).content.decode()
    assert browse(cast.account_manager).get(address).status_code in {403, 404}


def test_a_form_sent_twice_at_once_starts_one_engagement(
    cast: Cast, make_agreement: MakeAgreement, make_client: MakeClient
) -> None:
    agreement, client = make_agreement(services=["coaching"]), make_client(service="coaching")
    see(cast.back_office, client.dossier_id)

    def send() -> str:
        try:
            with acting(cast.back_office.person) as actor:
                start(
                    client_dossier=client.dossier, agreement=agreement, service="coaching", by=actor, at=timezone.now()
                )
        except ValidationError:
            return "told"
        finally:
            connections.close_all()
        return "started"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda _turn: send(), range(2))) == ["started", "told"]


@pytest.mark.article("6.need")
def test_who_may_see_the_client_but_not_the_sponsor_sees_the_engagement_without_its_name(
    cast: Cast, case: Case, browse: Browse
) -> None:
    with acting(cast.back_office.person) as actor:
        give(
            person=cast.complaint_officer.person, dossier=case.dossier, role="complaint_officer", relation="assigned",
            reason="as long as the work lasts", until=None, by=actor, at=timezone.now(),
        )  # fmt: skip
    browser = browse(cast.complaint_officer)
    for page in (
        reverse("engagements:list", args=[case.dossier.id]),
        reverse("engagements:show", args=[case.dossier.id, case.engagement.id]),
    ):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert "Re-integratie spoor 2" in answer.content.decode()
        assert case.sponsor.name not in answer.content.decode()


def test_the_sponsor_who_refers_a_client_is_chosen_and_shown_by_name(
    cast: Cast, browse: Browse, make_sponsor: MakeSponsor
) -> None:
    sponsor = make_sponsor()
    browser = browse(cast.back_office)
    address = reverse("registration:new_for", args=["coaching"])
    assert f"{sponsor.name} ({sponsor.dossier.number})" in browser.get(address).content.decode()
    data = {"source": "sponsor", "referrer": str(sponsor.dossier_id), "last_name": "Bos", "email": f"{uuid4()}@b.nl"}
    page = browser.post(address, data, follow=True).content.decode()
    assert f"{sponsor.name}, {sponsor.dossier.number}" in page


@pytest.mark.parametrize(("who", "terms", "reports"), [("coach", True, True), ("account_manager", False, False)])
def test_the_page_leads_only_where_one_may_go(
    cast: Cast, case: Case, browse: Browse, who: str, terms: bool, reports: bool
) -> None:
    page = browse(getattr(cast, who)).get(reverse("engagements:show", args=[case.dossier.id, case.engagement.id]))
    html = page.content.decode()
    assert (reverse("reporting:show", args=[case.dossier.id, case.engagement.id]) in html) is terms
    assert (f'class="btn" href="{reverse("reports:list", args=[case.dossier.id])}"' in html) is reports
