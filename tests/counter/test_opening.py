"""Opening hours that change: what is written, what is refused, and the services that follow."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from concierge_desk.counter.command.operation import Answer, Counter
from concierge_desk.counter.command.sources import Sources
from concierge_desk.counter.context import Context
from concierge_desk.counter.day.opening import WEEKDAYS, SessionsOfADay, opening_commands
from concierge_desk.counter.service import Acts, AnyRecalendar, Command, Recalendar, Service
from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.desk import catalogue
from concierge_desk.domain.calendar import Closure, OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import WEDNESDAY, Desks, Play, context, posted_of, site_with

EVE = "2026-12-24"
SUMMER = {"monday": ["15:00-18:00"], "tuesday": ["08:00-11:30", "15:00-18:00"]}


def hours(play: Play) -> OpeningCalendar:
    return play.desk.store.read(lambda rows: catalogue.calendar(rows, play.desk.settings))


def sessions(play: Play, day: str) -> list[str]:
    return [slot.interval.partition("T")[2] for slot in hours(play).slots(date.fromisoformat(day))]


# What is written.


def test_a_new_grid_holds_from_its_first_day_on(shop: Play) -> None:
    answer = shop.do("calendar.set_grid", valid_from="2026-12-01", **SUMMER)
    assert answer.result == {"valid_from": "2026-12-01", "moved": {}}
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.day) == ("calendar.grid_set", "", WEDNESDAY)
    assert entry.data == {
        "valid_from": "2026-12-01",
        "slots": [
            {"weekday": 0, "opens": "15:00", "closes": "18:00"},
            {"weekday": 1, "opens": "08:00", "closes": "11:30"},
            {"weekday": 1, "opens": "15:00", "closes": "18:00"},
        ],
    }
    assert sessions(shop, "2026-11-30") == ["15:00/18:00"]
    assert sessions(shop, "2026-12-01") == ["08:00/11:30", "15:00/18:00"]
    # A weekday that is not named is closed: Wednesday was open.
    assert sessions(shop, "2026-11-25") == ["08:00/11:30"]
    assert sessions(shop, "2026-12-02") == []


def test_the_entry_is_what_the_site_file_makes(desks: Desks) -> None:
    """The shipped week, set once by the site file and once at the counter: two entries of one shape."""
    with desks.desk(site=site_with()) as play:
        shipped = play.last("calendar.grid_set").data
        week: dict[str, list[str]] = {}
        for slot in shipped["slots"]:
            name = WEEKDAYS[slot["weekday"]]
            week.setdefault(name, []).append(f"{slot['opens']}-{slot['closes']}")
        play.do("calendar.set_grid", valid_from="2026-11-25", **week)
        assert play.last("calendar.grid_set").data == {**shipped, "valid_from": "2026-11-25"}


def test_a_closure_and_the_day_opened_again(shop: Play) -> None:
    assert sessions(shop, EVE) == ["08:00/11:30", "15:00/18:00"]
    answer = shop.do("calendar.close_on", day=EVE, reason="Congés")
    assert answer.result == {"day": EVE, "moved": {}}
    (entry,) = answer.posted
    assert (entry.kind, entry.data) == ("calendar.closed_on", {"day": EVE, "reason": "leave", "note": None})
    assert sessions(shop, EVE) == []
    answer = shop.do("calendar.reopen", day=EVE)
    assert answer.result == {"day": EVE, "moved": {}}
    (entry,) = answer.posted
    assert (entry.kind, entry.data) == ("calendar.reopened_on", {"day": EVE})
    assert sessions(shop, EVE) == ["08:00/11:30", "15:00/18:00"]
    # And closed anew, for another reason.
    assert shop.do("calendar.close_on", day=EVE, reason="works").posted


def test_a_reason_of_ones_own_is_kept_beside_the_journal(shop: Play) -> None:
    (entry,) = shop.do("calendar.close_on", day=EVE, reason="Mariage de ma fille").posted
    assert entry.data["reason"] == "other"
    assert shop.personal(entry.data["note"]) == "Mariage de ma fille"
    assert b"Mariage" not in (shop.entry(entry.seq).payload or b"")


def test_a_grid_without_a_session_closes_the_shop(shop: Play) -> None:
    """Nobody keeps it in summer: from that day on, until another grid."""
    shop.do("calendar.set_grid", valid_from="2027-07-01")
    shop.do("calendar.set_grid", valid_from="2027-09-01", monday=["08:00-12:00"])
    assert sessions(shop, "2027-06-28") == ["15:00/18:00"]
    assert sessions(shop, "2027-07-05") == []
    assert sessions(shop, "2027-09-06") == ["08:00/12:00"]
    # The same first day once more: the last grid stands.
    shop.do("calendar.set_grid", valid_from="2027-07-01", monday=["09:00-10:00"])
    assert sessions(shop, "2027-07-05") == ["09:00/10:00"]


def test_with_or_without_an_open_day(play: Play) -> None:
    assert play.do("calendar.close_on", day=EVE, reason="leave").posted[0].day is None
    play.open(float_cents=8000)
    assert play.do("calendar.reopen", day=EVE).posted[0].day == WEDNESDAY


def test_the_tables_are_what_the_journal_says(shop: Play) -> None:
    shop.do("calendar.set_grid", valid_from="2026-12-01", **SUMMER)
    shop.do("calendar.set_grid", valid_from="2027-07-01")
    shop.do("calendar.close_on", day=EVE, reason="leave")
    shop.do("calendar.close_on", day="2026-12-23", reason="leave")
    shop.do("calendar.reopen", day=EVE)
    assert verify_desk(shop.desk, VerifyRequest(signatures=True, rebuild=True)).faults == []
    assert hours(shop).closures == (Closure(date(2026, 12, 23), "leave"),)


def test_a_known_op_answers_the_same(shop: Play) -> None:
    first = shop.do("calendar.close_on", day=EVE, reason="leave")
    shop.do("calendar.reopen", day=EVE)
    again = shop.do("calendar.close_on", op=first.op, day=EVE, reason="leave")
    assert (again.posted, again.result) == (first.posted, first.result)


# What is refused.


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        # Wednesday 25 November is open: what was is not rewritten, today still may be.
        ("calendar.set_grid", {"valid_from": "2026-11-24"}, "calendar.past"),
        ("calendar.set_grid", {"valid_from": "2026-11-25"}, None),
        ("calendar.close_on", {"day": "2026-11-24", "reason": "works"}, "calendar.past"),
        ("calendar.close_on", {"day": "2026-11-25", "reason": "works"}, None),
        ("calendar.reopen", {"day": "2026-11-24"}, "calendar.past"),
        # A day without a session is closed by the grid, or by law: no closure to take back.
        ("calendar.reopen", {"day": "2026-11-25"}, "calendar.not_closed"),
        ("calendar.reopen", {"day": "2026-11-29"}, "calendar.not_closed"),
        ("calendar.reopen", {"day": "2026-12-25"}, "calendar.not_closed"),
        ("calendar.close_on", {"day": "2026-11-29", "reason": "works"}, None),
        # Values that nobody can mean.
        ("calendar.set_grid", {}, "input.missing"),
        ("calendar.set_grid", {"valid_from": "2026-12-01", "monday": "afternoon"}, "input.sessions"),
        ("calendar.set_grid", {"valid_from": "2026-12-01", "monday": [1500]}, "input.sessions"),
        ("calendar.set_grid", {"valid_from": "2026-12-01", "monday": ["18:00-15:00"]}, "input.sessions"),
        ("calendar.set_grid", {"valid_from": "2026-12-01", "montag": ["15:00-18:00"]}, "input.unknown_field"),
        ("calendar.close_on", {"day": EVE}, "input.missing"),
        ("calendar.close_on", {"day": "24/12/2026", "reason": "works"}, "input.day"),
    ],
)
def test_refusals(shop: Play, do: str, fields: Mapping[str, Any], code: str | None) -> None:
    if code is None:
        shop.do(do, **fields)
    else:
        assert shop.code(do, **fields) == code


def test_a_day_is_closed_once(shop: Play) -> None:
    shop.do("calendar.close_on", day=EVE, reason="leave")
    refused = shop.refused("calendar.close_on", day=EVE, reason="works")
    assert (refused.code, refused.params) == ("calendar.closed_already", {"day": EVE})
    shop.do("calendar.reopen", day=EVE)
    assert shop.code("calendar.reopen", day=EVE) == "calendar.not_closed"


def test_the_past_begins_before_the_open_day(shop: Play) -> None:
    """After midnight the open day is still yesterday's."""
    shop.hands.set("2026-11-26T02:00")
    shop.do("calendar.close_on", day=WEDNESDAY, reason="works")
    shop.close()
    assert shop.code("calendar.reopen", day=WEDNESDAY) == "calendar.past"
    shop.do("calendar.close_on", day="2026-11-26", reason="works")


# The services follow.


def follower(*kinds: str, things: int = 1, refuse: bool = False) -> AnyRecalendar:
    """A service that notes of each of its things when the door is open for it last."""

    def moved(state: Any, now: Context) -> tuple[Event, ...]:
        if refuse:
            raise Refused("session.stays_closed")
        slot = now.calendar.last_useful_slot(date(2026, 12, 24))
        return tuple(
            Event(kind, {"visit": f"v-{n}", "slot": slot, "read": state, "after": len(now.earlier)})
            for n, kind in enumerate(kinds)
        )

    return Recalendar(load=lambda _rows: "read", moved=moved, things=lambda _posted: things)


def service(code: str, recalendar: AnyRecalendar | None) -> Service:
    return Service(code, code, Acts(), catalogue.services()[0].migrations, recalendar=recalendar)


def command(name: str, *services: Service) -> Command[Any, Any]:
    return next(found for found in opening_commands(services) if found.name == name)


def decided(made: Command[Any, Any], now: Context, **fields: Any) -> tuple[Event, ...]:
    parsed = made.form.parse(fields)
    return made.decide(made.load(None, parsed, now), parsed, now)


def test_services_follow_in_their_order_with_the_new_hours() -> None:
    made = command(
        "calendar.close_on",
        service("relay", follower("relay.slot_moved", "relay.slot_moved")),
        service("shop", None),
        service("loans", follower("loans.due_moved")),
    )
    now = context()
    events = decided(made, now, day=EVE, reason="leave")
    assert [event.kind for event in events] == [
        "calendar.closed_on",
        "relay.slot_moved",
        "relay.slot_moved",
        "loans.due_moved",
    ]
    assert [event.data["slot"] for event in events[1:]] == ["2026-12-23T08:00/11:30"] * 3
    assert [event.data["after"] for event in events[1:]] == [1, 1, 3]
    assert {event.data["read"] for event in events[1:]} == {"read"}
    assert made.answer(posted_of(events)) == {"day": EVE, "moved": {"relay": 2, "loans": 1}}
    # The context it was given is what it was.
    assert now.calendar.last_useful_slot(date(2026, 12, 24)) == "2026-12-24T15:00/18:00"


@pytest.mark.parametrize(
    ("name", "fields", "slot"),
    [
        (
            "calendar.set_grid",
            {"valid_from": "2026-12-01", "monday": ["08:00-09:00"]},
            "2026-12-21T08:00/09:00",
        ),
        ("calendar.set_grid", {"valid_from": "2026-12-24"}, "2026-12-23T08:00/11:30"),
        ("calendar.reopen", {"day": "2026-12-23"}, "2026-12-23T08:00/11:30"),
        ("calendar.close_on", {"day": "2026-12-01", "reason": "works"}, "2026-12-22T15:00/18:00"),
    ],
)
def test_each_change_is_followed(name: str, fields: Mapping[str, Any], slot: str) -> None:
    closed = () if name == "calendar.set_grid" else (Closure(date(2026, 12, 23), "leave"),)
    if name != "calendar.set_grid":
        closed += (Closure(date(2026, 12, 24), "leave"),)
    hours = replace(context().calendar, closures=closed)
    now = context(hours=lambda: hours)
    made = command(name, service("relay", follower("relay.slot_moved")))
    _, moved = decided(made, now, **fields)
    assert moved.data["slot"] == slot


def test_a_service_says_how_many_things_an_entry_moved() -> None:
    made = command("calendar.close_on", service("relay", follower("relay.slots_moved", things=12)))
    events = decided(made, context(), day=EVE, reason="leave")
    assert made.answer(posted_of(events))["moved"] == {"relay": 12}


def played(play: Play, recalendar: AnyRecalendar) -> Answer:
    """Close Christmas Eve at a desk where one service follows as given."""
    known = {found.name: found for found in opening_commands([service("visit", recalendar)])}
    sources = Sources(clock=play.hands, draw=play.draw, calendar=catalogue.calendar)
    counter = Counter(play.desk.store, {**catalogue.commands(), **known}, sources)
    return counter.execute({"op": play.op(), "do": "calendar.close_on", "day": EVE, "reason": "leave"})


def test_all_is_one_operation(shop: Play) -> None:
    answer = played(shop, follower("visit.abandoned", "visit.abandoned"))
    assert answer.refused is None
    assert answer.result == {"day": EVE, "moved": {"visit": 2}}
    assert {entry.op for entry in answer.posted} == {answer.op}
    assert [entry.kind for entry in answer.posted] == ["calendar.closed_on", *["visit.abandoned"] * 2]
    seqs = [entry.seq for entry in answer.posted]
    assert seqs == [seqs[0], seqs[0] + 1, seqs[0] + 2]
    assert [entry.data["slot"] for entry in answer.posted[1:]] == ["2026-12-23T08:00/11:30"] * 2


def test_a_service_that_cannot_follow_leaves_the_hours_as_they_are(shop: Play) -> None:
    before = shop.head()
    answer = played(shop, follower(refuse=True))
    assert answer.refused is not None
    assert shop.head() == before
    assert sessions(shop, EVE) == ["08:00/11:30", "15:00/18:00"]


# From one day to another.

HOLIDAY = {"day": "2026-12-24", "until_day": "2027-01-02"}


def test_days_from_one_to_another_are_closed_by_one_entry(shop: Play) -> None:
    answer = shop.do("calendar.close_on", **HOLIDAY, reason="leave")
    assert answer.result == {**HOLIDAY, "moved": {}}
    (entry,) = answer.posted
    assert entry.data == {
        **HOLIDAY, "reason": "leave", "note": None, "documents": ["poster:closed-2026-12-24"]
    }  # fmt: skip
    assert hours(shop).closures == tuple(
        Closure(date(2026, 12, 24) + timedelta(days=step), "leave") for step in range(10)
    )
    assert sessions(shop, "2026-12-31") == []
    assert sessions(shop, "2027-01-04") == ["15:00/18:00"]
    # A part of it is opened again: of a span only what was closed.
    shop.do("calendar.reopen", day="2026-12-31", until_day="2027-01-08")
    assert shop.last("calendar.reopened_on").data == {"day": "2026-12-31", "until_day": "2027-01-08"}
    assert sessions(shop, "2026-12-31") == ["08:00/11:30", "15:00/18:00"]
    assert len(hours(shop).closures) == 7
    assert verify_desk(shop.desk, VerifyRequest(signatures=True, rebuild=True)).faults == []
    assert len(hours(shop).closures) == 7


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("calendar.close_on", {"day": EVE, "until_day": "2026-12-23"}, "calendar.ends_before"),
        ("calendar.reopen", {"day": EVE, "until_day": "2026-12-23"}, "calendar.ends_before"),
        ("calendar.close_on", {"day": "2026-11-24", "until_day": "2026-12-01"}, "calendar.past"),
        ("calendar.reopen", {"day": "2026-11-24", "until_day": "2026-12-01"}, "calendar.past"),
        ("calendar.close_on", {"day": EVE, "until_day": "2027-12-25"}, "calendar.too_long"),
        ("calendar.close_on", {"day": EVE, "until_day": "2027-12-24"}, None),
        ("calendar.close_on", {"day": EVE, "until_day": EVE}, None),
        ("calendar.reopen", {"day": EVE, "until_day": "2026-12-31"}, "calendar.not_closed"),
    ],
)
def test_refusals_of_a_span(shop: Play, do: str, fields: Mapping[str, Any], code: str | None) -> None:
    more = {"reason": "leave"} if do == "calendar.close_on" else {}
    if code is None:
        shop.do(do, **fields, **more)
    else:
        assert shop.code(do, **fields, **more) == code


def test_a_day_of_a_span_that_is_closed_already_is_named(shop: Play) -> None:
    shop.do("calendar.close_on", day="2026-12-31", reason="works")
    refused = shop.refused("calendar.close_on", **HOLIDAY, reason="leave")
    assert (refused.code, refused.params) == ("calendar.closed_already", {"day": "2026-12-31"})


def test_a_span_is_told_and_hangs_at_the_door(shop: Play) -> None:
    shop.do("calendar.close_on", **HOLIDAY, reason="leave")
    assert told(shop.last("calendar.closed_on"), tellings(), "fr").replace("\u00a0", " ") == (
        "La conciergerie reste fermée du 24/12/2026 au 02/01/2027 : congés"
    )
    poster = shop.paper("poster:closed-2026-12-24")
    shown = [block.text for block in poster.blocks if hasattr(block, "text")]
    assert shown == [
        "Fermé",
        "Du jeudi 24\u00a0décembre au samedi 2\u00a0janvier",
        "Congés",
        "Nous rouvrons le lundi 4\u00a0janvier, à 15\u00a0h.",
        "Conciergerie Solidaire Ampère",
    ]
    # Any day of it leads to the same sheet.
    assert shop.paper("poster:closed-2026-12-30").blocks == poster.blocks
    for name in ("poster:closed-2027-01-03", "poster:closed-2026-13-01", "poster:closed-"):
        with pytest.raises(Refused):
            shop.paper(name)
    shop.do("calendar.reopen", **HOLIDAY)
    assert told(shop.last("calendar.reopened_on"), tellings(), "fr") == (
        "La conciergerie ouvre finalement du 24/12/2026 au 02/01/2027"
    )


def test_a_door_that_does_not_open_again_and_a_reason_of_ones_own(shop: Play) -> None:
    shop.do("calendar.set_grid", valid_from="2026-12-01")
    shop.do("calendar.close_on", day="2026-12-03", reason="Mariage de ma fille")
    shown = [block.text for block in shop.paper("poster:closed-2026-12-03").blocks if hasattr(block, "text")]
    assert shown == ["Fermé", "Le jeudi 3\u00a0décembre", "Conciergerie Solidaire Ampère"]


@pytest.mark.parametrize(
    ("typed", "sessions"),
    [
        ("8h-11h30 15h-18h", (("08:00", "11:30"), ("15:00", "18:00"))),
        ("8h-11h 15h-18h", (("08:00", "11:00"), ("15:00", "18:00"))),
        ("08:00-11:30 15:00-18:00", (("08:00", "11:30"), ("15:00", "18:00"))),
        ("8 h 30 – 12 h, 14 h à 18 h 30", (("08:30", "12:00"), ("14:00", "18:30"))),
        (" 9-12;14-18 ", (("09:00", "12:00"), ("14:00", "18:00"))),
        ("8H-12H", (("08:00", "12:00"),)),
        ("-", ()),
        ("fermé", None),
        ("", None),
        ("8h", None),
        ("8h-12h matin", None),
        ("18h-15h", None),
        ("8h-25h", None),
        ("8h-12h 11h-14h", None),
        ("8h3-12h", None),
    ],
)
def test_hours_as_people_write_them(typed: str, sessions: object) -> None:
    if sessions is None:
        with pytest.raises(Unreadable):
            SessionsOfADay().read(typed)
    else:
        assert SessionsOfADay().read(typed) == sessions
