"""Copies of the log: every field in the terms of the standards, the filters kept, and the taking itself on the log."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.ledger.checkpoint import read_key
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.proof import check, read_proof
from inzage.access.ledger.sealing import own_key, seal
from inzage.access.models import LedgerEvent
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from inzage.oversight.log import exports
from inzage.oversight.log.nen7513 import ACTIONS, action, life_cycle
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member, process
from tests.kit.horizon import wait_until_decided

pytestmark = pytest.mark.article("11.security")
MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Iterator[None]:
    """Copies are taken more often here than a person may in a minute: the limit has tests of its own."""
    with monkeypatch.context() as patch:
        patch.setattr("inzage.access.guards.use", lambda *_args, **_kwargs: None)
        yield


def table(browse: Browse, member: Member, **filters: str) -> list[dict[str, str]]:
    answer = browse(member).get(reverse("log:csv"), filters)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def documents(browse: Browse, member: Member, **filters: str) -> list[dict[str, Any]]:
    answer = browse(member).get(reverse("log:json"), filters)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = json.loads(answer.content)
    return found


def test_each_line_says_who_in_which_role_what_when_and_by_which_rule(
    make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case = make_case()
    case.note()
    lines = table(browse, cast.privacy_officer, number=case.dossier.number, kind="dossier.opened")
    line = next(each for each in lines if each["dpl.nen7513.users.0.userID"] == str(case.coach.person))
    assert line["name"] == line["dpl.nen7513.eventTypeCode"] == "dossier.opened"
    assert (line["status_code"], line["dpl.nen7513.eventOutcomeIndicator"]) == ("STATUS_CODE_OK", "0")
    assert line["dpl.nen7513.eventActionCode"] == "R"
    assert line["dpl.nen7513.users.0.userName"] == "Test coach"
    assert line["dpl.nen7513.users.0.roleIDCode"] == "coach"
    assert line["dpl.nen7513.behandelrelatieProtocol"] == "assigned"
    assert line["dpl.nen7513.autorisatieProtocol"] == "assigned 6.need"
    assert line["dpl.nen7513.noodknop"] == "false"
    assert line["dpl.core.data_subject_id"] == str(case.dossier.id)
    assert line["dpl.core.processing_activity_id"].startswith("urn:inzage:regulation:3.")
    assert line["dpl.nen7513.participants.0.participantObjectDataLifeCycle"] == "6"
    assert len(line["trace_id"]) == 32
    assert len(line["operation_id"]) == 16
    assert line["start_time"].endswith("Z")


def test_a_refusal_is_one_in_the_copy(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    browse(cast.other_coach).get(reverse("disclosures:list", args=(case.dossier.id,)))
    line = table(browse, cast.manager, number=case.dossier.number, outcome="refused")[0]
    assert (line["name"], line["status_code"]) == ("dossier.denied", "STATUS_CODE_ERROR")
    assert line["dpl.nen7513.eventOutcomeIndicator"] == "8"
    assert line["dpl.nen7513.users.0.roleIDCode"] == "coach"
    assert line["dpl.nen7513.behandelrelatieProtocol"] == ""


def test_json_nests_what_the_table_flattens(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    flat = table(browse, cast.manager, number=case.dossier.number)
    nested = documents(browse, cast.manager, number=case.dossier.number)
    assert len(flat) == len(nested) > 3
    for line, document in zip(flat, nested, strict=True):
        attributes = document["attributes"]
        assert document["operation_id"] == line["operation_id"]
        assert attributes["dpl.core.data_subject_id"] == str(case.dossier.id)
        assert attributes["dpl.nen7513.users"][0]["userID"] == line["dpl.nen7513.users.0.userID"]
        assert attributes["dpl.nen7513.participants"][0]["participantObjectDataLifeCycle"]
        assert document["resource"]["attributes"]["nen7513.AuditSourceID"] == "Inzage"


def test_the_filters_are_kept_and_the_page_offers_them(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    filters = {"number": case.dossier.number, "kind": "reporting.agreed", "page": "3"}
    html = browse(cast.manager).get(reverse("log:list"), filters).content.decode()
    kept = f"?number={case.dossier.number}&amp;kind=reporting.agreed"
    assert f'{reverse("log:csv")}{kept}"' in html
    assert f'{reverse("log:json")}{kept}"' in html
    assert {line["name"] for line in table(browse, cast.manager, **filters)} == {"reporting.agreed"}


def test_taking_a_copy_is_on_the_log(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    lines = table(browse, cast.privacy_officer, number=case.dossier.number)
    with acting(cast.privacy_officer.person):
        event = LedgerEvent.objects.filter(kind=Kind.LOG_EXPORTED, actor=cast.privacy_officer.person).latest("id")
    assert event.detail == {"lines": len(lines), "form": "csv"}
    assert event.role == "privacy_officer"


def test_too_many_lines_or_a_wrong_filter_give_no_copy(
    make_case: MakeCase, browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case()
    for filters in ({"since": "nonsense"}, {}):
        answer = browse(cast.manager).get(reverse("log:csv"), filters)
        assert answer.status_code == (302 if filters else 200)
    monkeypatch.setattr("inzage.oversight.log.views.MOST", 3)
    answer = browse(cast.manager).get(reverse("log:json"), {"outcome": "allowed"})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('log:list')}?outcome=allowed")
    assert "hoogstens 3 regels" in browse(cast.manager).get(answer["Location"]).content.decode()


def test_no_cell_is_a_formula(cast: Cast) -> None:
    lines = [
        dict.fromkeys(exports.FIELDS, "") | {"dpl.nen7513.users.0.userName": name} for name in ("=1+1", "@x", "An")
    ]
    said = exports.as_csv(lines).decode("utf-8-sig")
    assert "'=1+1" in said
    assert "'@x" in said
    assert ",An," in said


def test_what_a_service_did_is_on_behalf_of_whom_it_did_it_for(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    event = LedgerEvent(
        pk=1, epoch=1, xid=1, at=timezone.now(), kind="message.sent", actor=SEALER.person, role="service", rule="",
        on_behalf_of=cast.coach.person, articles=[], outcome="allowed",
    )  # fmt: skip
    line = exports._record(event, {cast.coach.person: "Test coach"}, {})  # noqa: SLF001  one line without a mail server
    assert line["dpl.nen7513.users.1.userID"] == str(cast.coach.person)
    assert line["dpl.nen7513.users.1.userName"] == "Test coach"
    assert line["dpl.nen7513.users.1.userIsRequestor"] == "false"


def test_an_exception_is_the_emergency_button(cast: Cast) -> None:
    event = LedgerEvent(
        pk=1, epoch=1, xid=1, at=timezone.now(), kind="dossier.opened", actor=cast.coach.person, role="coach",
        rule="exception", articles=["6.need"], outcome="allowed", detail={"consent": "c"},
    )  # fmt: skip
    line = exports._record(event, {}, {})  # noqa: SLF001  nobody breaks the glass yet
    assert line["dpl.nen7513.noodknop"] == "true"
    assert line["dpl.nen7513.toestemmingsProfiel"] == "c"


def test_every_kind_of_event_has_its_action() -> None:
    assert set(ACTIONS) == {kind.value for kind in Kind}
    assert set(ACTIONS.values()) == set("CRUDE")
    assert {life_cycle(kind) for kind in Kind} == {"1", "2", "3", "6", "10", "11", "14"}
    assert (action("from.later"), life_cycle("from.later")) == ("E", "6")


def test_the_proof_of_a_line_is_handed_out(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    wait_until_decided()
    with process(Role.WORKER), acting(SEALER.person) as sealer:
        seal(by=sealer, at=timezone.now())
        key = read_key(str(own_key()))
    browser = browse(cast.privacy_officer)
    with acting(cast.privacy_officer.person):
        line = LedgerEvent.objects.filter(dossier=case.dossier.id).latest("id")
    html = browser.get(reverse("log:list"), {"number": case.dossier.number}).content.decode()
    assert f'href="{reverse("log:proof", args=(line.pk,))}"' in html
    answer = browser.get(reverse("log:proof", args=(line.pk,)))
    assert answer["Content-Disposition"] == f'attachment; filename="bewijs-van-regel-{line.pk}.json"'
    given = read_proof(answer.content.decode())
    assert check(given, key).text == given.checkpoint
    assert given.line is not None
    assert json.loads(given.line.event)["id"] == line.pk
    waiting = browser.get(reverse("log:proof", args=(line.pk + 1,)), follow=True)
    assert "nog niet verzegeld" in waiting.content.decode()
    assert browser.get(reverse("log:proof", args=(10**9,))).status_code == 404
    assert browser.get(f"/log/{10**30}/proof/").status_code == 404
    assert browse(case.coach).get(reverse("log:proof", args=(line.pk,))).status_code == 403
