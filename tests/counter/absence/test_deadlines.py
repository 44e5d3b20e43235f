"""What a closure does to each deadline: looked at before it is noted, warned of with it, by the rule of whose it is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.absence.closure import DeadlineHolders, closure_days, words_of
from concierge_desk.desk import catalogue
from concierge_desk.domain.calendar import Closure, OpeningCalendar, with_closure, without_closure
from concierge_desk.domain.deadlines import Deadline, days_of, moved_ones, open_and_closed
from concierge_desk.domain.errors import Refused
from tests.counter.desks import COFFEE, Play, context
from tests.services.relay_desk import LETTER, OTHER, PARCEL, SEEN, receive

TWO_DAYS = {"day": "2026-12-03", "until_day": "2026-12-04"}
TWO_WEEKS = {"day": "2026-12-21", "until_day": "2027-01-03"}

Row = tuple[str, str | None, str | None]


def rows(play: Play, **span: str) -> list[Row]:
    """What falls into a closure, as it is looked at: deadline, last session without it and with it."""
    head = play.head()
    told = play.do("calendar.preview", **span).result
    assert play.head() == head
    assert told["count"] == len(told["rows"])
    return [(row["deadline_day"], row["slot_before"], row["slot"]) for row in told["rows"]]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("deadline", "span", "moved"),
    [
        # Two days, a Thursday and a Friday; Wednesday ends at 11:30, and Saturday is open again.
        ("2026-12-02", TWO_DAYS, None),
        ("2026-12-03", TWO_DAYS, ("2026-12-03T15:00/18:00", "2026-12-02T08:00/11:30")),
        ("2026-12-04", TWO_DAYS, ("2026-12-04T15:00/18:00", "2026-12-02T08:00/11:30")),
        ("2026-12-05", TWO_DAYS, None),
        # With the Saturday: the Sunday after it, which is shut on any day, hangs on the Wednesday as well.
        (
            "2026-12-06",
            {**TWO_DAYS, "until_day": "2026-12-05"},
            ("2026-12-05T09:00/12:00", "2026-12-02T08:00/11:30"),
        ),
        # Monday is open in the afternoon alone.
        ("2026-12-07", {**TWO_DAYS, "until_day": "2026-12-05"}, None),
        # A closure of a Sunday closes nothing.
        ("2026-12-06", {"day": "2026-12-06"}, None),
        # Two weeks over the holidays: Christmas and the day after were shut by law here.
        ("2026-12-19", TWO_WEEKS, None),
        ("2026-12-20", TWO_WEEKS, None),
        ("2026-12-21", TWO_WEEKS, ("2026-12-21T15:00/18:00", "2026-12-19T09:00/12:00")),
        ("2026-12-25", TWO_WEEKS, ("2026-12-24T15:00/18:00", "2026-12-19T09:00/12:00")),
        ("2026-12-26", TWO_WEEKS, ("2026-12-24T15:00/18:00", "2026-12-19T09:00/12:00")),
        ("2027-01-03", TWO_WEEKS, ("2027-01-02T09:00/12:00", "2026-12-19T09:00/12:00")),
        ("2027-01-04", TWO_WEEKS, None),
        # A closure of a public holiday closes nothing.
        ("2026-12-25", {"day": "2026-12-25", "until_day": "2026-12-26"}, None),
    ],
)
def test_what_is_held_is_moved_to_the_session_before(
    shop: Play, deadline: str, span: dict[str, str], moved: tuple[str, str] | None
) -> None:
    receive(shop, PARCEL, label_deadline_day=deadline, confirmed=True)
    expected = [] if moved is None else [(deadline, *moved)]
    assert rows(shop, **span) == expected
    # Noted, it is what the relay writes of it, and what is looked at then is the same.
    answer = shop.do("calendar.close_on", **span, reason="leave")
    assert answer.result["moved"] == ({} if moved is None else {"relay": 1})
    assert [(one.code, one.params) for one in answer.warnings] == (
        [] if moved is None else [("calendar.things_due", {"count": 1, "calls": 1})]
    )
    assert rows(shop, **span) == expected
    if moved is not None:
        assert shop.last("relay.slots_moved").data["rows"][0]["last_useful_slot"] == moved[1]


def test_a_day_that_was_opened_again_is_one_more_session(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-31", confirmed=True)
    shop.do("calendar.close_on", **TWO_WEEKS, reason="leave")
    shop.do("calendar.reopen", day="2026-12-23")
    assert rows(shop, day="2026-12-24", until_day="2027-01-03") == [
        ("2026-12-31", "2026-12-31T15:00/18:00", "2026-12-23T08:00/11:30")
    ]
    # Of the whole span that was noted: as if the Wednesday were shut again.
    assert rows(shop, **TWO_WEEKS) == [("2026-12-31", "2026-12-31T15:00/18:00", "2026-12-19T09:00/12:00")]


def test_whoever_waits_no_more_is_not_among_them(shop: Play) -> None:
    for tracking in (PARCEL, OTHER, LETTER):
        receive(shop, tracking, label_deadline_day="2026-12-03")
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    shop.do("relay.refuse", tracking=OTHER, reason="refused_by_addressee")
    told = shop.do("calendar.preview", **TWO_DAYS).result
    assert [row["label"][-4:] for row in told["rows"]] == [LETTER[-4:]]
    assert (told["count"], told["calls"]) == (1, 1)


def test_the_cores_own_has_its_time_too(shop: Play) -> None:
    """A cheque from 26 November should be at the bank by 3 December; what is held begins on the same day."""
    shop.close("2026-11-25T18:10", counted_cents=8000)
    shop.open("2026-11-26T08:02", float_cents=8000)
    taken = {"do": "caution.take", "who": {"name": "M. Durand"}, "cents": 5000}
    ahead = {"do": "advance.take", "who": {"name": "M. Durand"}, "cents": 2000, "vat_code": "TVA_20"}
    shop.settle([taken, ahead, COFFEE], {"means": "cheque", "cents": 7120, "bank": "CIC"})
    told = shop.do("calendar.preview", **TWO_DAYS).result
    assert [
        (row["service"], plain(row["label"]), row["deadline_day"], row["calls"]) for row in told["rows"]
    ] == [("till", "Chèque pour la banque : 71,20 € · CIC", "2026-12-03", False)]
    # Three months, a year: what is paid ahead bears interest from then on, a caution is reminded of.
    for day, begins in (("2027-02-26", "Arrhes"), ("2027-11-26", "Caution")):
        found = shop.do("calendar.preview", day=day).result["rows"]
        assert [(row["label"].partition(" ")[0], row["deadline_day"]) for row in found] == [(begins, day)]
    assert (told["count"], told["calls"]) == (1, 0)


def test_a_slate_is_reminded_of_after_thirty_days(shop: Play) -> None:
    person = shop.do("person.create", family="Durand", given="Jean").result["person"]
    shop.settle([COFFEE, {"do": "account.owe", "who": {"card": person}}])
    (found,) = shop.do("calendar.preview", day="2026-12-24", until_day="2026-12-26").result["rows"]
    assert (plain(found["label"]), found["deadline_day"]) == ("Ardoise : 1,20 €", "2026-12-25")


def test_an_answer_that_is_waited_for_has_its_time(shop: Play) -> None:
    number = shop.do("relay.complain", subject="delay", tracking=PARCEL).result["complaint"]
    answer = shop.do("relay.forward_complaint", complaint=number, to="parent_office")
    last = answer.posted[0].data["answer_by_day"]
    week = (date.fromisoformat(last) - timedelta(days=6)).isoformat()
    told = shop.do("calendar.preview", day=week, until_day=last).result["rows"]
    assert [(row["ref"], row["deadline_day"], row["calls"]) for row in told] == [(number, last, False)]


# Before it is noted.


def test_the_window_asks_once_and_a_script_is_warned(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-03")
    refused = shop.refused("calendar.close_on", **TWO_DAYS, reason="leave", confirmed=False)
    assert (refused.code, refused.params) == ("calendar.close_anyway", {"count": 1, "calls": 1})
    answer = shop.do("calendar.close_on", **TWO_DAYS, reason="leave", confirmed=True)
    assert answer.warnings == ()
    span = "2026-12-03/2026-12-04"
    assert answer.documents == (f"calls:{span}", f"closure:{span}", "poster:closed-2026-12-03")
    # What may be looked at stands in no entry, and neither does the warning.
    assert answer.posted[0].data["documents"] == ["poster:closed-2026-12-03"]
    assert "warnings" not in answer.posted[0].data


def test_nothing_falls_into_it_and_nothing_is_asked(shop: Play) -> None:
    answer = shop.do("calendar.close_on", **TWO_DAYS, reason="leave", confirmed=False)
    assert (answer.warnings, answer.documents) == ((), ("poster:closed-2026-12-03",))
    looked = shop.do("calendar.preview", **TWO_DAYS)
    assert (looked.result["count"], looked.documents) == (0, ())


def test_the_entry_is_the_same_whatever_waits(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-03")
    shop.do("calendar.close_on", day="2026-12-03", reason="leave")
    assert shop.last("calendar.closed_on").data == {"day": "2026-12-03", "reason": "leave", "note": None}


def test_a_known_op_warns_of_the_same(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-03")
    first = shop.do("calendar.close_on", **TWO_DAYS, reason="leave")
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    again = shop.do("calendar.close_on", op=first.op, **TWO_DAYS, reason="leave")
    assert (again.warnings, again.documents, again.result) == (first.warnings, first.documents, first.result)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": "2026-11-24"}, "calendar.past"),
        ({"day": "2026-12-03", "until_day": "2026-12-02"}, "calendar.ends_before"),
        ({"day": "2026-12-03", "until_day": "2027-12-04"}, "calendar.too_long"),
        ({}, "input.missing"),
    ],
)
def test_what_is_no_closure_is_not_looked_at(shop: Play, fields: dict[str, str], code: str) -> None:
    assert shop.code("calendar.preview", **fields) == code


# The papers.


def cells(play: Play, name: str) -> list[tuple[str, ...]]:
    return [row for block in play.paper(name).blocks for row in getattr(block, "rows", ())]


def test_the_call_list_has_whom_a_closure_moves(shop: Play) -> None:
    for tracking, day, name in (
        (PARCEL, "2026-12-04", "Mme Kessler"),
        (OTHER, "2026-12-05", "M. Weber"),
        (LETTER, "2026-12-03", "M. Roth"),
    ):
        receive(shop, tracking, label_deadline_day=day, addressee={"name": name})
    span = "2026-12-03/2026-12-04"
    before = cells(shop, f"calls:{span}")
    assert [row[1] for row in before] == ["M. Roth", "Mme Kessler"]
    assert {row[0] for row in before} == {"mer. 2\u00a0déc., 11:30"}
    shop.do("calendar.close_on", **TWO_DAYS, reason="leave")
    assert cells(shop, f"calls:{span}") == before
    # What falls into it says the same without a name.
    told = cells(shop, f"closure:{span}")
    assert [row[2][-4:] for row in told] == [LETTER[-4:], PARCEL[-4:]]
    assert "Kessler" not in str(shop.paper(f"closure:{span}"))


def test_what_has_no_session_left_is_told_as_such(shop: Play) -> None:
    """On Thursday morning she closes Thursday and Friday: the door was open for them last on Wednesday."""
    receive(shop, PARCEL, label_deadline_day="2026-12-04", addressee={"name": "Mme Kessler"})
    shop.close("2026-11-25T18:10", counted_cents=8000)
    shop.open("2026-12-03T08:02", float_cents=8000, confirmed_day="2026-12-03")
    span = "2026-12-03/2026-12-04"
    assert cells(shop, f"calls:{span}")[0][0] == "trop tard\u00a0: il repart"
    assert cells(shop, f"closure:{span}")[0][0] == "trop tard"


@pytest.mark.parametrize("prefix", ["calls", "closure"])
@pytest.mark.parametrize(
    "place",
    [
        "2026-12-04/2026-12-03",
        "2026-12-03",
        "2026-12-03/",
        "/",
        "x/y",
        "2026-11-23/2026-11-24",
        "2026-01-01/2027-12-31",
    ],
)
def test_there_is_no_paper_of_what_is_no_closure(shop: Play, prefix: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        shop.paper(f"{prefix}:{place}")
    assert refused.value.code == "print.unknown"


def test_an_empty_closure_is_told_as_such(shop: Play) -> None:
    assert "Aucune échéance n’y tombe." in str(shop.paper("closure:2026-12-03/2026-12-03"))
    assert "Ce n’est le dernier jour de personne." in str(shop.paper("calls:2026-12-03/2026-12-03"))


# Whatever the closure.

FIRST = date(2026, 11, 26)
SPAN = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
    lambda told: days_of(FIRST + timedelta(days=told[0]), FIRST + timedelta(days=sum(told)))
)
DEADLINES = st.lists(st.integers(0, 90), max_size=12).map(
    lambda days: [FIRST + timedelta(days=step) for step in days]
)
SHUT = st.lists(st.integers(0, 90), max_size=10).map(
    lambda days: [FIRST + timedelta(days=step) for step in days]
)


def calendar(shut: Sequence[date]) -> OpeningCalendar:
    hours = context().calendar
    for day in shut:
        hours = with_closure(hours, Closure(day, "works"))
    return hours


def told_by(days: Sequence[date], hours: OpeningCalendar) -> list[Deadline]:
    return [Deadline.due_by(f"c-{n}", "", day, hours) for n, day in enumerate(days)]


@given(days=DEADLINES, closed=SPAN, shut=SHUT)
def test_a_session_is_never_on_a_closed_day_and_never_later_than_before(
    days: list[date], closed: tuple[date, ...], shut: list[date]
) -> None:
    """Nor does the deadline move; and what is not told of is the same with the closure as without it."""
    without, with_it = open_and_closed(calendar(shut), closed)
    before, after = told_by(days, without), told_by(days, with_it)
    moved = {one.after.ref: one for one in moved_ones("relay", before, after)}
    for early, late in zip(before, after, strict=True):
        assert early.day == late.day
        if late.ref not in moved:
            assert early.slot == late.slot
            continue
        assert early.slot is not None
        assert date.fromisoformat(early.slot[:10]) in closed
        assert late.slot is None or late.slot < early.slot
        if late.slot is not None:
            assert with_it.is_open(date.fromisoformat(late.slot[:10]))
            assert late.slot[:10] <= late.day


@given(closed=SPAN, shut=SHUT)
def test_it_is_the_same_whether_the_closure_is_noted_or_not(
    closed: tuple[date, ...], shut: list[date]
) -> None:
    hours = calendar(shut)
    noted = hours
    for day in closed:
        noted = with_closure(without_closure(noted, day), Closure(day, "leave"))
    for one, other in zip(open_and_closed(hours, closed), open_and_closed(noted, closed), strict=True):
        assert {closure.day for closure in one.closures} == {closure.day for closure in other.closures}


def test_a_rule_that_counts_open_days_is_asked_with_both_calendars() -> None:
    """A made-up service: a thing has to be back on the second open day from the 2nd of December on."""

    def back(_rows: object, hours: OpeningCalendar) -> list[Deadline]:
        opened = [day for step in range(30) if hours.is_open(day := date(2026, 12, 2) + timedelta(days=step))]
        return [
            Deadline(
                "l-1", "Perceuse", opened[1].isoformat(), hours.slots(opened[1])[-1].interval, comes=True
            )
        ]

    holders = DeadlineHolders({"loans": back})
    closed = days_of(date(2026, 12, 3), date(2026, 12, 4))
    (found,) = holders.falling_in(None, context().calendar, closed)
    assert (found.before.day, found.after.day) == ("2026-12-03", "2026-12-05")
    assert found.told["calls"]
    # Without its paper nobody is named one.
    assert holders.papers(closed, (found,)) == ["closure:2026-12-03/2026-12-04"]


def test_every_service_that_is_called_for_has_its_list() -> None:
    holders = DeadlineHolders.of(catalogue.services(), lambda _rows, _hours: ())
    assert set(holders.call_lists) <= set(holders.known)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({}, ""),
        ({"calls": 1}, ""),
        (
            {"until_day": "2026-12-04", "count": 0, "calls": 0},
            "Aucune échéance ne tombe pendant cette fermeture",
        ),
        (
            {"until_day": "2026-12-04", "count": 3, "calls": 2},
            "Échéances qui tombent pendant cette fermeture : 3 ; personnes à appeler avant : 2",
        ),
    ],
)
def test_what_is_looked_at_is_said(result: dict[str, Any], words: str) -> None:
    assert plain(words_of(result, "fr")) == words


def test_days_of_a_closure() -> None:
    assert closure_days("2026-12-03/2026-12-04") == (date(2026, 12, 3), date(2026, 12, 4))
