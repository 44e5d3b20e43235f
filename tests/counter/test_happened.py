"""What was kept on paper and is entered afterwards: when it happened, beside when it was entered."""

from datetime import date, timedelta
from typing import Any

import pytest

from concierge_desk.counter.command.happened import op_of_line
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.journal import payload_of
from tests.counter.desks import COFFEE, LV_20, WEDNESDAY, Desks, Play, cash, line_of

LINE = "h-4t9d2k7mx0q3"
PAPER = {"happened_at": "2026-11-25T10:40"}
PARCEL = {"tracking": "6A 15602 67630 0", "shelf": "A3"}


@pytest.fixture
def later(shop: Play) -> Play:
    """A day that is open, at five past two: the power came back."""
    shop.hands.set("2026-11-25T14:05")
    return shop


def test_an_entry_says_both_times(later: Play) -> None:
    """R-1.31: it is dated by when it was entered, and says when it happened."""
    [posted] = later.do("relay.receive", **PARCEL, **PAPER, from_sheet=printed_code(LINE)).posted
    assert (posted.at, posted.data["happened_at"]) == ("2026-11-25T13:05:00.000Z", "2026-11-25T09:40:00.000Z")
    assert posted.data["from_sheet"] == LINE
    assert posted.happened is not None
    assert posted.happened.isoformat() == "2026-11-25T10:40:00+01:00"
    assert "happened_tz" not in posted.data


def test_all_entries_of_a_ticket_say_it(later: Play) -> None:
    posted = later.settle([COFFEE, LV_20], cash(1000), **PAPER).posted
    assert [entry.data["happened_at"] for entry in posted] == ["2026-11-25T09:40:00.000Z"] * 3
    assert later.status()["from_paper"] == 1


@pytest.mark.parametrize("said", [{}, {"happened_at": None}, {"happened_at": None, "from_sheet": None}])
def test_what_was_typed_at_once_is_what_it_was(later: Play, said: dict[str, Any]) -> None:
    [posted] = later.do("relay.receive", **PARCEL, **said).posted
    assert posted.happened is None
    assert not {"happened_at", "from_sheet", "happened_tz"} & posted.data.keys()
    assert "from_paper" not in later.status()


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"from_sheet": LINE}, "input.missing", "happened_at"),
        ({"happened_at": "10:40"}, "input.moment", "happened_at"),
        ({"happened_at": "2026-11-25"}, "input.moment", "happened_at"),
        ({"happened_at": "2026-11-25T10:40:00"}, "input.moment", "happened_at"),
        ({"happened_at": "2026-11-25T25:40"}, "input.moment", "happened_at"),
        ({"happened_at": "0001-01-01T00:00"}, "input.moment", "happened_at"),
        ({"happened_at": "٢026-11-25T10:40"}, "input.moment", "happened_at"),
        ({"happened_at": 1040}, "input.moment", "happened_at"),
        ({**PAPER, "from_sheet": "h-4t9d2k7mx0q"}, "input.line", "from_sheet"),
        ({**PAPER, "from_sheet": "c-4t9d2k7mx0q3"}, "input.line", "from_sheet"),
        ({**PAPER, "from_sheet": 7}, "input.line", "from_sheet"),
        ({**PAPER, "from_sheet": "H-4T9D2K7MX0Q30"}, "input.own_code", "from_sheet"),
    ],
)
def test_what_cannot_be_read(later: Play, said: dict[str, Any], code: str, field: str) -> None:
    refused = later.refused("relay.receive", **PARCEL, **said)
    assert (refused.code, refused.params["field"]) == (code, field)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-11-25T14:06", "input.happened_later"),
        ("2026-11-26T08:00", "input.happened_later"),
        ("2026-11-25T07:59", "input.happened_before"),
        ("2026-11-18T14:04", "input.happened_long_ago"),
        ("1999-01-01T08:00", "input.happened_long_ago"),
    ],
)
def test_times_at_which_nothing_can_have_happened(later: Play, at: str, code: str) -> None:
    assert later.code("relay.receive", **PARCEL, happened_at=at) == code


@pytest.mark.parametrize("at", ["2026-11-25T14:05", "2026-11-25T08:00"])
def test_its_bounds_are_taken(later: Play, at: str) -> None:
    later.do("relay.receive", **PARCEL, happened_at=at)


@pytest.mark.parametrize(
    ("do", "fields"),
    [("day.close", {"gap_reason": "unexplained"}), ("clock.correct", {"at": "2026-11-25T09:00"})],
)
def test_what_says_the_time_itself(later: Play, do: str, fields: dict[str, Any]) -> None:
    assert later.code(do, **fields, **PAPER) == "input.happened_act"


def test_a_line_is_entered_once(later: Play) -> None:
    """Its op follows from its code: entered again it answers as it did, with another content it is refused."""
    raw = {"do": "relay.receive", **PARCEL, **PAPER, "from_sheet": printed_code(LINE)}
    first = later.counter.execute(raw)
    later.hands.set("2026-11-25T15:00")
    head = later.head()
    assert (first.op, first.refused) == (op_of_line(LINE), None)
    assert line_of(later.counter.execute(raw)) == line_of(first)
    assert later.head() == head
    other = later.counter.execute({**raw, "shelf": "A4"})
    assert other.refused is not None
    assert other.refused.code == "op.conflict"


def test_a_misread_line_has_no_op(later: Play) -> None:
    answer = later.counter.execute(
        {"do": "relay.receive", **PARCEL, **PAPER, "from_sheet": "H-4T9D2K7MX0Q30"}
    )
    assert answer.refused is not None
    assert (answer.op, answer.refused.code) == (None, "input.own_code")


def test_entered_after_the_closing(desks: Desks) -> None:
    """R-1.31: it stands in the day that is open, says so, and the closed day does not move."""
    with desks.desk() as play:
        play.open()
        play.close("2026-11-25T19:00")
        closed = play.status(WEDNESDAY)
        play.open("2026-11-26T08:00")
        play.hands.set("2026-11-26T09:00")
        answer = play.do("relay.receive", **PARCEL, **PAPER)
        [posted] = answer.posted
        assert (posted.day, posted.data["arrived_day"]) == ("2026-11-26", WEDNESDAY)
        assert [(one.code, dict(one.params)) for one in answer.warnings] == [
            ("entered.after_closing", {"day": WEDNESDAY})
        ]
        assert play.status(WEDNESDAY) == closed
        # What the period begins with is the arrival.
        typed = play.do("relay.receive", tracking="8L 41392 128255", shelf="A4").posted[0]
        assert posted.data["deadline_day"] < typed.data["deadline_day"]
        sold = play.settle([COFFEE], cash(200), happened_at="2026-11-25T18:59")
        assert [one.code for one in sold.warnings] == ["entered.after_closing"]
        play.close("2026-11-26T19:00")
        assert play.status()["from_paper"] == 2


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2026-11-25T18:59", ["entered.after_closing"]),
        ("2026-11-25T19:00", ["entered.after_closing"]),
        ("2026-11-25T19:01", []),
        ("2026-11-26T07:30", []),
        ("2026-11-26T08:30", []),
    ],
)
def test_before_or_after_a_closing(desks: Desks, at: str, late: list[str]) -> None:
    """Between two days nothing was closed: what happened then stands in the next one without a word."""
    with desks.desk() as play:
        play.open()
        play.close("2026-11-25T19:00")
        play.open("2026-11-26T08:00")
        play.hands.set("2026-11-26T09:00")
        assert play.warned("relay.receive", **PARCEL, happened_at=at) == late


def test_of_several_closings_the_first(desks: Desks) -> None:
    with desks.desk() as play:
        for day in ("2026-11-25", "2026-11-26", "2026-11-27"):
            play.open(f"{day}T08:00")
            play.close(f"{day}T19:00")
        play.open("2026-11-28T08:00")
        play.hands.set("2026-11-28T09:00")
        told = play.do("relay.receive", **PARCEL, happened_at="2026-11-26T10:00").warnings
        assert [dict(one.params) for one in told] == [{"day": "2026-11-26"}]


def test_where_the_clocks_were_changed_in_between(desks: Desks) -> None:
    with desks.desk(start="2027-03-27T08:00") as play:
        play.open("2027-03-27T08:00")
        play.close("2027-03-27T19:00")
        play.open("2027-03-28T08:00")
        play.hands.set("2027-03-28T09:00")
        [posted] = play.do("relay.receive", **PARCEL, happened_at="2027-03-27T10:40").posted
        assert (posted.tz, posted.data["happened_tz"]) == ("+02:00", "+01:00")
        assert posted.happened is not None
        assert posted.happened.strftime("%H:%M") == "10:40"


def test_after_midnight_the_day_goes_on(later: Play) -> None:
    later.hands.set("2026-11-26T00:50")
    [posted] = later.do("relay.receive", **PARCEL, happened_at="2026-11-26T00:30").posted
    assert (posted.day, posted.data["arrived_day"]) == (WEDNESDAY, WEDNESDAY)


def test_a_clock_that_fell_behind_fell_when_it_was_looked_at(later: Play) -> None:
    later.do("relay.receive", **PARCEL)
    later.hands.set("2026-11-25T13:00")
    back, posted = later.do("relay.receive", tracking="8L 41392 128255", shelf="A4", **PAPER).posted
    assert (back.kind, back.happened) == ("clock.set_back", None)
    assert posted.happened is not None


def test_an_expired_item_is_judged_by_when_it_left(desks: Desks) -> None:
    with desks.desk() as play:
        play.open()
        due = play.do("relay.receive", **PARCEL).posted[0].data["deadline_day"]
        play.close("2026-11-25T19:00")
        after = (date.fromisoformat(due) + timedelta(days=1)).isoformat()
        for day in (due, after):
            play.open(f"{day}T08:00", confirmed_day=day)
            if day == due:
                play.close(f"{day}T19:00")
        play.hands.set(f"{after}T09:00")
        gone = {"tracking": PARCEL["tracking"], "collector": "addressee", "id_document": "id_card"}
        assert play.warned("relay.hand_over", **gone, happened_at=f"{due}T18:00") == ["entered.after_closing"]


def test_no_pulse_for_money_that_lies_in_the_drawer(later: Play) -> None:
    from concierge_desk.store.papers import pulses

    later.desk.store.write(lambda unit: pulses.connect(unit.rows))
    later.settle([COFFEE], cash(200), **PAPER)
    assert later.desk.store.read(pulses.waiting) == ()
    later.settle([COFFEE], cash(200))
    assert len(later.desk.store.read(pulses.waiting)) == 1


def test_the_journal_tells_it(later: Play) -> None:
    from concierge_desk.jobs.entry_texts import outcome_of

    answer = later.do("relay.receive", **PARCEL, **PAPER)
    assert outcome_of(answer.posted, "en").endswith(" · on paper at 10:40")
    typed = later.do("relay.receive", tracking="8L 41392 128255", shelf="A4")
    assert "on paper" not in outcome_of(typed.posted, "en")


def test_its_bytes_are_canonical(later: Play) -> None:
    [posted] = later.do("relay.receive", **PARCEL, **PAPER, from_sheet=LINE).posted
    assert payload_of({"data": dict(posted.data)})[0].startswith(b'{"data":{')
