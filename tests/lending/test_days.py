"""Availability is the calendar: a day is drawn taken exactly when a reservation or a loan of it would be refused.

Whatever was done before, the page's own data is held against the acts themselves.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from concierge_desk.counter.cards.taken_days import TakenRow
from concierge_desk.pages.calendar.desk import CalendarDesk
from concierge_desk.pages.calendar.face import CalendarSheet
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, SECOND, lent, member

SEEDS = {"ci": 16, "full": 300}
TODAY = date(2026, 11, 25)
DAYS = 14
BARS_LENDING = {
    "out_already",
    "already_yours",
    "not_available",
    "days_taken",
    "kept_for_other",
    "test_overdue",
}


@contextmanager
def at_calendar(play: Play) -> Iterator[CalendarDesk]:
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), "fr")
    try:
        yield CalendarDesk(face)
    finally:
        face.close()


def sheet(play: Play, first: str | None = None, service: str = "tools") -> CalendarSheet:
    with at_calendar(play) as desk:
        return desk.days_of(service, None if first is None else date.fromisoformat(first), DAYS)


def row(found: CalendarSheet, key: str) -> TakenRow:
    return next(one for one in found.rows if one.key == key)


def bars(found: TakenRow) -> list[tuple[str, str, str, bool]]:
    return [(span.how, span.first, span.last, span.takes) for span in found.spans]


def refusal(play: Play, do: str, **fields: object) -> str | None:
    """Return why an act is refused, none where it is not; what it did is taken back."""
    answer = play.ask(f"tools.{do}", **fields)
    if answer.refused is not None:
        return answer.refused.code.partition(".")[2] or answer.refused.code
    assert play.ask("journal.reverse", op_of=answer.op, reason="wrong_key").refused is None
    return None


def is_what_acts_say(play: Play, whose: dict[str, str]) -> int:
    """Hold each day of the calendar against the acts; return how many were."""
    found, held = sheet(play), 0
    for one in found.rows:
        sought = {"object": one.key} if ":" not in one.key else {"kind": one.key.partition(":")[2]}
        for day in found.days:
            if day.opens:
                span = one.on(day.day)
                takes = span is not None and span.takes
                why = refusal(play, "reserve", **sought, who=whose, from_day=day.day, to_day=day.day)
                assert (why == "days_taken") is takes, (one, day, why)
                assert why in (None, "days_taken"), (one, day, why)
                held += 1
    for name in (DRILL, SECOND, CHAIRS):
        span = row(found, name).on(found.days[0].day)
        asked = {"checks": CHECKS, "age": "adult"} if name != CHAIRS else {}
        why = refusal(play, "lend", object=name, who=whose, days=0, confirm_late=True, **asked)
        bars = span is not None and (span.takes or span.how in {"kept", "unusable"})
        assert (why in BARS_LENDING | {"quantity_short"}) is bars, (name, span, why)
    return held


ACTS = (
    "lend",
    "lend_late",
    "reserve",
    "reserve",
    "kind",
    "kind",
    "chairs",
    "chairs",
    "damage",
    "aside",
    "kept",
)


def live(play: Play, random: Random, people: list[dict[str, str]]) -> None:
    """Do something of what is done; what is refused changes nothing."""
    act, name, whose = random.choice(ACTS), random.choice((DRILL, SECOND)), random.choice(people)
    first = TODAY + timedelta(days=random.randrange(10))
    days = {
        "from_day": first.isoformat(),
        "to_day": (first + timedelta(days=random.randrange(4))).isoformat(),
    }
    loan = {"object": name, "who": whose, "checks": CHECKS, "age": "adult", "confirm_late": True}
    if act == "lend":
        play.ask("tools.lend", **loan, days=random.randrange(10))
    elif act == "lend_late":
        play.ask("tools.lend", **loan, lent_day="2026-11-16", days=3)
    elif act == "reserve":
        play.ask("tools.reserve", object=name, who=whose, **days)
    elif act == "kind":
        play.ask("tools.reserve", kind="PERCEUSE", who=whose, **days)
    elif act == "chairs":
        count = random.randrange(1, 5)
        if random.randrange(2):
            play.ask("tools.reserve", object=CHAIRS, who=whose, quantity=count, **days)
        else:
            play.ask("tools.lend", object=CHAIRS, who=whose, quantity=count, days=random.randrange(5))
    elif act == "damage":
        play.ask("tools.report_incident", object=name, incident="damaged")
    elif act == "aside":
        play.ask("tools.maintain", object=name, what="set_aside")
    else:
        play.ask("tools.wait", object=name, who=whose)
        play.ask("tools.return", object=name, checks=CHECKS)


@pytest.mark.parametrize("seed", range(SEEDS[os.environ.get("CONCIERGE_DESK_SIZE", "ci")]))
def test_a_day_is_drawn_taken_exactly_when_acts_refuse_it(tools: Play, seed: int) -> None:
    random = Random(seed)
    people = [member(tools, name) for name in ("Kessler", "Roux", "Weber")]
    # Nobody who has anything reserved, waits, or has anything out.
    other = member(tools, "Zimmer")
    for _ in range(random.randrange(3, 12)):
        live(tools, random, people)
    assert is_what_acts_say(tools, other) >= DAYS


@pytest.fixture
def tools(play: Play) -> Play:
    play.open(float_cents=8000)
    for name in (DRILL, SECOND):
        play.do("tools.register", object=name, kind="PERCEUSE", place="O1", tested_day="2026-06-01")
    play.do("tools.register", object=CHAIRS, kind="CHAISE", place="O2", quantity=12)
    return play


def test_bars_are_loans_late_ones_and_reservations(tools: Play) -> None:
    whom = member(tools)
    lent(tools, whom, lent_day="2026-11-16", days=7)
    lent(tools, member(tools, "Roux"), SECOND, days=7)
    tools.do("tools.reserve", object=DRILL, who=whom, from_day="2026-12-03", to_day="2026-12-05")
    found = sheet(tools)
    assert bars(row(found, DRILL)) == [
        ("late", "2026-11-16", "2026-11-25", True),
        ("reserved", "2026-12-03", "2026-12-05", True),
    ]
    assert row(found, DRILL).late and not row(found, SECOND).late
    assert bars(row(found, SECOND)) == [("lent", "2026-11-25", "2026-12-02", True)]
    assert [day.day for day in found.days if not day.opens] == ["2026-11-29", "2026-12-06"]
    assert "Kessler" not in repr(found) and "Zoé" not in repr(found)


def test_counted_things_say_how_many_of_how_many(tools: Play) -> None:
    lent(tools, member(tools), CHAIRS, quantity=8, days=2)
    whom = member(tools, "Roux")
    tools.do("tools.reserve", object=CHAIRS, who=whom, quantity=4, from_day="2026-11-26", to_day="2026-11-28")
    spans = row(sheet(tools), CHAIRS).spans
    assert [(span.first, span.last, span.label, span.takes) for span in spans] == [
        ("2026-11-25", "2026-11-25", "8 sur 12", False),
        ("2026-11-26", "2026-11-27", "12 sur 12", True),
        ("2026-11-28", "2026-11-28", "4 sur 12", False),
    ]


def test_what_is_reserved_by_kind_has_a_row_and_fills_the_copies_that_are_left(tools: Play) -> None:
    whom = member(tools)
    tools.do("tools.reserve", kind="PERCEUSE", who=whom, from_day="2026-11-26", to_day="2026-11-27")
    found = sheet(tools)
    assert bars(row(found, "kind_day:PERCEUSE")) == [("reserved", "2026-11-26", "2026-11-27", False)]
    assert not row(found, DRILL).spans
    lent(tools, member(tools, "Roux"), SECOND, days=1)
    found = sheet(tools)
    assert bars(row(found, "kind_day:PERCEUSE")) == [
        ("reserved", "2026-11-26", "2026-11-26", True),
        ("reserved", "2026-11-27", "2026-11-27", False),
    ]
    assert ("full", "2026-11-26", "2026-11-26", True) in bars(row(found, DRILL))


def test_what_lies_here_and_is_not_lent_says_why(tools: Play) -> None:
    tools.do("tools.report_incident", object=DRILL, incident="damaged")
    tools.do("tools.wait", object=SECOND, who=member(tools))
    lent(tools, member(tools, "Roux"), SECOND)
    tools.do("tools.return", object=SECOND, checks=CHECKS)
    found = sheet(tools)
    assert bars(row(found, DRILL)) == [("unusable", "2026-11-25", "2026-12-08", True)]
    assert row(found, DRILL).spans[0].label == "abîmé"
    assert bars(row(found, SECOND)) == [("kept", "2026-11-25", "2026-11-25", False)]


@pytest.mark.parametrize(
    ("tested", "bar"),
    [
        (None, [("unusable", "2026-11-25", "2026-12-08", False)]),
        ("2025-11-25", [("unusable", "2026-11-25", "2026-12-08", False)]),
        ("2025-11-26", [("unusable", "2026-11-26", "2026-12-08", False)]),
        ("2025-12-08", [("unusable", "2026-12-08", "2026-12-08", False)]),
        ("2025-12-09", []),
    ],
)
def test_from_when_on_it_has_to_be_tested_is_drawn_and_takes_no_day(
    tools: Play, tested: str | None, bar: list[tuple[str, str, str, bool]]
) -> None:
    told = {} if tested is None else {"tested_day": tested}
    tools.do("tools.register", object="PERC-3", kind="PERCEUSE", place="O1", **told)
    found = row(sheet(tools), "PERC-3")
    assert bars(found) == bar
    whom = member(tools)
    tools.do("tools.reserve", object="PERC-3", who=whom, from_day="2026-12-08", to_day="2026-12-08")
    assert bars(row(sheet(tools), "PERC-3"))[-1] == ("reserved", "2026-12-08", "2026-12-08", True)


def test_of_a_kind_that_is_never_tested_no_day_is_drawn(play: Play) -> None:
    play.open(float_cents=8000)
    play.do("games.register", object="JEU-1", kind="JEU", place="O1")
    assert bars(row(sheet(play, service="games"), "JEU-1")) == []


def test_counted_things_that_may_not_leave_are_drawn_so_from_today_on(tools: Play) -> None:
    lent(tools, member(tools), CHAIRS, quantity=2, lent_day="2026-11-23", days=4)
    tools.do("tools.maintain", object=CHAIRS, what="set_aside")
    (span,) = row(sheet(tools, "2026-11-23"), CHAIRS).spans
    told = (span.how, span.first, span.last, span.label, span.takes)
    assert told == ("unusable", "2026-11-25", "2026-12-06", "mis de côté", True)
    tools.do("tools.maintain", object=CHAIRS, what="put_back")
    spans = row(sheet(tools, "2026-11-23"), CHAIRS).spans
    assert [(one.how, one.first, one.last, one.label) for one in spans] == [
        ("lent", "2026-11-23", "2026-11-27", "2 sur 12")
    ]


def test_a_thing_rests_behind_its_loan_where_its_nature_needs_it(play: Play) -> None:
    play.open(float_cents=8000)
    play.do("appliances.register", object="NET-1", kind="NETTOYEUR", place="O1", tested_day="2026-06-01")
    play.do("appliances.lend", object="NET-1", who=member(play), age="adult", checks={"BROSSE": 3}, days=2)
    found = bars(row(sheet(play, service="appliances"), "NET-1"))
    assert found == [
        ("lent", "2026-11-25", "2026-11-27", True),
        ("resting", "2026-11-28", "2026-11-28", True),
    ]


def test_days_that_are_over_say_who_had_it_no_more_than_that_it_was_away(tools: Play) -> None:
    lent(tools, member(tools), lent_day="2026-11-18", days=7)
    tools.do("tools.return", object=DRILL, checks=CHECKS, returned_day="2026-11-24")
    assert bars(row(sheet(tools, "2026-11-16"), DRILL)) == [("ended", "2026-11-18", "2026-11-24", False)]
    assert not row(sheet(tools), DRILL).spans


def test_the_card_of_a_free_day_reserves_from_it_and_names_nobody(tools: Play) -> None:
    lent(tools, member(tools), days=2)
    with at_calendar(tools) as desk:
        free = desk.card(f"{row(sheet(tools), DRILL).card}2026-12-02")
        taken = desk.card(f"{row(sheet(tools), DRILL).card}2026-11-26")
        closed = desk.card(f"{row(sheet(tools), DRILL).card}2026-12-06")
    assert free is not None and taken is not None and closed is not None
    assert free.person is None and taken.person == "Zoé Kessler"
    assert (free.acts[0].do, free.acts[0].fields) == (
        "tools.reserve",
        {"object": DRILL, "from_day": "2026-12-02"},
    )
    assert [ask.field for ask in free.acts[0].asks] == ["who", "to_day"]
    assert taken.acts[0].do == "tools.return"
    (asked,) = [ask for ask in closed.acts[0].asks if ask.field == "from_day"]
    assert asked.proposal == "2026-12-07"


def test_the_card_of_a_reserved_day_names_whose_it_is_and_lets_it_go(tools: Play) -> None:
    lent(tools, member(tools), days=2)
    whom = member(tools, "Roux")
    tools.do("tools.reserve", object=DRILL, who=whom, from_day="2026-12-03", to_day="2026-12-05")
    with at_calendar(tools) as desk:
        card = desk.card(f"{row(sheet(tools), DRILL).card}2026-12-04")
    assert card is not None and card.person == "Zoé Roux"
    assert (card.acts[0].do, card.acts[0].fields["from_day"]) == ("tools.unreserve", "2026-12-03")
    assert not [act for act in card.acts if act.do in ("tools.return", "tools.renew")]


def test_a_code_of_no_day_is_nothing(tools: Play) -> None:
    with at_calendar(tools) as desk:
        for code in ("tools.day/PERC-1/", "tools.day/NONE/2026-12-02", "tools.kind_day/NONE/2026-12-02"):
            assert desk.card(code) is None
