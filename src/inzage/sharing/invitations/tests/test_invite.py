"""Invitations by mail: what is in them, to whom they go, what follows a move (6.sending, 6.agreement)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.models import LedgerEvent
from inzage.law.decisions.decision import Refused
from inzage.sharing.invitations.actions import cancel, invite, move
from inzage.sharing.invitations.models import Invitation
from inzage.sharing.invitations.tests.conftest import Deliver, client_seat, event_of, forget_address, meet
from inzage.sharing.post.models import Envelope, Message
from inzage.work.meetings.actions import Moving, Planned, ask_contact, ask_guest
from inzage.work.meetings.models import Meeting, Seat
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]


def seat(case: Case, meeting: Meeting, who: str, *, knows: bool) -> Seat:
    day = timezone.localdate() if knows else None
    with case.at_work() as actor:
        if who == "contact":
            return ask_contact(meeting=meeting, contact=case.contact, client_knows_on=day, by=actor, at=timezone.now())
        return ask_guest(
            meeting=meeting, name="Gijs Gast", role="tolk", email="gijs@tolk.test", client_knows_on=day, by=actor,
            at=timezone.now(),
        )  # fmt: skip


def send(case: Case, meeting: Meeting, to: Seat) -> Invitation:
    with case.at_work() as actor:
        return invite(meeting=meeting, seat=to, by=actor, at=timezone.now())


@pytest.mark.article("6.sending")
def test_the_client_gets_an_invitation_that_a_calendar_understands(make_case: MakeCase, deliver: Deliver) -> None:
    case = make_case()
    meeting = meet(case)
    (mail,) = deliver(case)
    method, event = event_of(mail)
    assert method == "REQUEST"
    assert mail["Subject"] == "Uitnodiging voor een afspraak"
    assert meeting.starts_at.replace(microsecond=0) == event.DTSTART
    assert meeting.ends_at.replace(microsecond=0) == event.DTEND
    assert [str(each) for each in event.attendees] == [f"mailto:{mail['To']}"]
    assert str(event["organizer"]) == f"mailto:{mail['From']}"
    assert "Kamer 3" in str(event["location"])
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Waar: op het bureau: " in text.get_content()
    assert "Wanneer: " in text.get_content()
    assert case.client.last_name not in mail.as_string().replace(str(mail["To"]), "")
    with case.at_work():
        sent = Invitation.objects.get(meeting=meeting)
        assert len(sent.uid.partition("@")[0]) >= 32
        assert str(event.uid) == sent.uid
        assert str(mail["To"]) not in sent.addressed_to
        assert LedgerEvent.objects.filter(kind="invitation.sent", subject=meeting.pk).count() == 1
    with pytest.raises(ProgrammingError), case.at_work():  # only the worker reads what is in an envelope
        Envelope.objects.exists()


@pytest.mark.article("6.sending")
def test_without_a_mail_address_no_invitation_goes(make_case: MakeCase) -> None:
    case = make_case()
    forget_address(case)
    with pytest.raises(Refused) as refused:
        meet(case)
    assert refused.value.decision.articles == ("6.sending",)
    with case.at_work():
        assert not Meeting.objects.filter(dossier=case.dossier).exists(), "and the meeting was not made halfway"
    assert meet(case, invites=False).is_planned


@pytest.mark.article("6.agreement")
@pytest.mark.parametrize(
    ("who", "agreed", "knows", "goes"),
    [
        ("contact", False, False, False), ("contact", False, True, True), ("contact", True, False, True),
        ("guest", True, False, False), ("guest", False, True, True),
    ],
)  # fmt: skip
def test_others_are_invited_only_when_the_client_knows(
    make_case: MakeCase, deliver: Deliver, who: str, agreed: bool, knows: bool, goes: bool
) -> None:
    case = make_case(ready=agreed)
    meeting = meet(case, invites=False)
    to = seat(case, meeting, who, knows=knows)
    if goes:
        send(case, meeting, to)
        (mail,) = deliver(case)
        assert mail["To"] == (case.contact.email if who == "contact" else "gijs@tolk.test")
        assert case.client.last_name not in mail.as_string()
    else:
        with pytest.raises(Refused) as refused:
            send(case, meeting, to)
        assert "6.agreement" in refused.value.decision.articles
        assert deliver(case) == []


@pytest.mark.article("6.agreement")
def test_an_agreement_that_the_client_was_not_told_of_is_not_enough(make_case: MakeCase) -> None:
    case = make_case(ready=False)
    case.agree(told=False)
    meeting = meet(case, invites=False)
    with pytest.raises(Refused):
        send(case, meeting, seat(case, meeting, "contact", knows=False))


@pytest.mark.parametrize("place", ["address", "phone"])
def test_others_do_not_learn_the_clients_address_or_number(make_case: MakeCase, deliver: Deliver, place: str) -> None:
    case = make_case()
    meeting = meet(case, invites=False, place=place)
    send(case, meeting, seat(case, meeting, "contact", knows=True))
    send(case, meeting, client_seat(case, meeting))
    to_contact, to_client = deliver(case)
    assert "Kamer 3" not in to_contact.as_string()
    assert "Kamer 3" in to_client.as_string()
    for mail, other in ((to_contact, to_client), (to_client, to_contact)):
        assert str(other["To"]) not in mail.as_string()


def test_a_move_goes_to_who_was_invited_with_the_same_uid(make_case: MakeCase, deliver: Deliver) -> None:
    case = make_case()
    meeting = meet(case)
    _method, first = event_of(deliver(case)[0])
    later = Planned(starts_at=meeting.starts_at + timedelta(days=1), minutes=45, place="video", whereabouts="link")
    with case.at_work() as actor:
        move(meeting=meeting, moving=Moving(later, "client", "verhinderd"), by=actor, at=timezone.now())
    (mail,) = deliver(case)
    method, second = event_of(mail)
    assert (method, mail["Subject"]) == ("REQUEST", "Uw afspraak is gewijzigd")
    assert str(second.uid) == str(first.uid)
    assert (first.sequence, second.sequence) == (0, 1)
    assert later.starts_at.replace(microsecond=0) == second.DTSTART
    assert "verhinderd" not in mail.as_string()
    assert client_seat(case, meeting).invited_for == 1


def test_calling_off_takes_the_invitation_back(make_case: MakeCase, deliver: Deliver) -> None:
    case = make_case()
    meeting = meet(case)
    deliver(case)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="bureau", by=actor, at=timezone.now())
    (mail,) = deliver(case)
    method, event = event_of(mail)
    assert (method, str(event["status"]), event.sequence) == ("CANCEL", "CANCELLED", 1)


def test_who_was_not_invited_hears_nothing(make_case: MakeCase, deliver: Deliver) -> None:
    case = make_case()
    meeting = meet(case, invites=False)
    with case.at_work() as actor:
        cancel(meeting=meeting, asked_by="bureau", by=actor, at=timezone.now())
    assert deliver(case) == []


def test_nobody_is_invited_to_what_has_begun(make_case: MakeCase) -> None:
    case = make_case()
    meeting = meet(case, invites=False, hours=-1)
    with pytest.raises(ValidationError):
        send(case, meeting, client_seat(case, meeting))


def test_english_for_whoever_reads_english(make_case: MakeCase, deliver: Deliver, browse: Browse, cast: Cast) -> None:
    case = make_case()
    desk = browse(cast.coach)
    desk.cookies["django_language"] = "en"
    meeting = meet(case)
    assert deliver(case)[0]["Subject"] == "Uitnodiging voor een afspraak", "the client's language, not the coach's"
    assert "Mail it again" in desk.get(reverse("meetings:show", args=[case.dossier.pk, meeting.pk])).content.decode()


@pytest.mark.article("6.agreement")
def test_a_refusal_on_screen_names_the_article_and_the_remedy(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case(ready=False)
    meeting = meet(case, invites=False)
    to = seat(case, meeting, "guest", knows=False)
    answer = browse(cast.coach).post(reverse("invitations:send", args=[case.dossier.pk, meeting.pk, to.pk]))
    assert answer.status_code == 403
    assert "Vertel het de cliënt" in answer.content.decode()
    with case.at_work():
        assert not Message.objects.filter(dossier=case.dossier.pk).exists()


def test_the_box_to_mail_the_client_is_there_only_with_an_address(
    make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case = make_case()
    for there in (True, False):
        if not there:
            forget_address(case)
        page = browse(cast.coach).get(reverse("invitations:plan", args=[case.dossier.pk, case.engagement.pk]))
        assert ('name="by_mail"' in page.content.decode()) is there


def test_a_meeting_whose_invitation_cannot_go_is_not_planned_by_half(
    make_case: MakeCase, browse: Browse, cast: Cast
) -> None:
    case = make_case()
    yesterday = timezone.localdate() - timedelta(days=1)
    said = {
        "day": yesterday.isoformat(), "begins": "10:00", "minutes": "60", "place": "office",
        "coach": str(cast.coach.person), "by_mail": "on",
    }  # fmt: skip
    address = reverse("invitations:plan", args=[case.dossier.pk, case.engagement.pk])
    page = browse(cast.coach).post(address, said)
    assert page.status_code == 200
    assert "die begonnen" in page.content.decode()
    with case.at_work():
        assert not Meeting.objects.filter(dossier=case.dossier.pk).exists()
    assert browse(cast.coach).post(address, {**said, "by_mail": ""}).status_code == 302
