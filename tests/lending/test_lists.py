"""Lists of a morning of things lent: which thing stands in which, on which day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import pytest

from concierge_desk.counter.cards.agenda import due_of
from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.services.tools import SERVICE
from tests.counter.desks import Desks, Play, card
from tests.lending.test_due_days import close_on, lending_on, next_day
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, SECOND, lent, member

OTHER = {"name": "M. Weber"}
Found = TypeVar("Found")


def looked(play: Play, look: Callable[[Rows, Now], Found]) -> Found:
    """Return what the counter looks up on the open day."""
    shop, day = play.desk.settings, str(play.last("day.opened").day)
    return play.desk.store.read(
        lambda rows: look(rows, Now(date.fromisoformat(day), "fr", shop, catalogue.calendar(rows, shop)))
    )


def lists(play: Play, thing: str = DRILL) -> Sequence[str]:
    """Return the lists that a thing stands in on the open day."""
    part: AtCounter | None = SERVICE.at_counter
    assert part is not None and part.shelf is not None
    offers = looked(play, part.shelf)
    shown = [one for one in offers if one.things and one.things[0].thing == thing]
    if not shown:
        # What lies here and of which nothing is to be done is on no list.
        return []
    (found,) = shown
    assert not found.due or due_of(found).service == "tools"
    return [found.due, *found.due_too] if found.due else []


def late(play: Play) -> int:
    """Return what the rail tells of the tools on the open day."""
    part: AtCounter | None = SERVICE.at_counter
    assert part is not None and part.waiting is not None
    return looked(play, part.waiting)


def test_the_rail_counts_what_is_late(desks: Desks) -> None:
    """From the day after it was due on until it is back, each loan once."""
    with lending_on(desks, "2026-12-17") as play:
        who = member(play)
        lent(play, who, days=1)
        lent(play, who, SECOND, days=2)
        assert late(play) == 0
        next_day(play, "2026-12-18")
        assert late(play) == 0
        next_day(play, "2026-12-19", "09:05")
        assert late(play) == 1
        play.do("tools.return", object=DRILL, checks=CHECKS)
        assert late(play) == 0


def test_due_late_and_at_risk(desks: Desks) -> None:
    """Due on its day, late from the next on; at risk where somebody lacks it if it stays out until then."""
    with lending_on(desks, "2026-12-17") as play:
        loan = lent(play, member(play), days=1)["loan"]
        assert lists(play) == ["caution_open"]
        play.settle(
            [{"do": "tools.pay", "loan": loan}, {"do": "caution.take", "of": loan, "cents": 5000}], card(5100)
        )
        assert lists(play) == []
        next_day(play, "2026-12-18")
        assert lists(play) == ["due_today"]
        play.do("tools.reserve", object=DRILL, who=OTHER, from_day="2026-12-29", to_day="2026-12-29")
        next_day(play, "2026-12-19", "09:05")
        assert lists(play) == ["late", "at_risk"]
        play.do("tools.unreserve", object=DRILL, from_day="2026-12-29")
        assert lists(play) == ["late"]
        # Any of two drills: one is here, a second reservation lacks the one that is late.
        for name in ("M. Weber", "Mme Roux"):
            assert lists(play) == ["late"]
            days = {"from_day": "2026-12-29", "to_day": "2026-12-29"}
            play.do("tools.reserve", kind="PERCEUSE", who={"name": name}, **days)
        assert lists(play) == ["late", "at_risk"]


def test_to_call_then_to_let_go(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        play.do("tools.wait", object=DRILL, who=OTHER)
        lent(play, member(play))
        play.do("tools.return", object=DRILL, checks=CHECKS)
        assert lists(play) == ["to_call"]
        play.do("tools.call", object=DRILL)
        assert lists(play) == []
        next_day(play, "2026-12-30", "08:10")
        assert lists(play) == []
        next_day(play, "2026-12-31")
        assert lists(play) == ["release"]


def test_what_was_reserved_and_not_fetched(desks: Desks) -> None:
    """The day after it began: of a copy there, of a kind at the first copy that is here; and it is let go there."""
    with lending_on(desks, "2026-12-17") as play:
        days = {"from_day": "2026-12-17", "to_day": "2026-12-22"}
        play.do("tools.reserve", object=SECOND, who=OTHER, **days)
        play.do("tools.reserve", kind="PERCEUSE", who=OTHER, **days)
        assert (lists(play), lists(play, SECOND)) == ([], [])
        next_day(play, "2026-12-18")
        assert (lists(play), lists(play, SECOND)) == (["release"], ["release"])
        play.do("tools.release", object=SECOND)
        assert (lists(play), lists(play, SECOND)) == (["release"], [])
        play.do("tools.release", object=DRILL)
        assert lists(play) == []
        assert play.rows("SELECT count(*) FROM tools_reservation WHERE state = 'open'") == [(0,)]


@pytest.mark.parametrize(("do", "how"), [("report_incident", "damaged"), ("maintain", "set_aside")])
def test_what_was_reserved_and_cannot_leave_is_let_go_as_well(desks: Desks, do: str, how: str) -> None:
    """Nothing expires by itself: of a copy that lies here, whatever is the matter with it; of a kind at one that may leave."""
    with lending_on(desks, "2026-12-17") as play:
        days = {"from_day": "2026-12-18", "to_day": "2026-12-18"}
        play.do("tools.reserve", object=DRILL, who=OTHER, **days)
        play.do("tools.reserve", kind="PERCEUSE", who=OTHER, **days)
        told = {"report_incident": "incident", "maintain": "what"}[do]
        play.do(f"tools.{do}", object=DRILL, **{told: how})
        next_day(play, "2026-12-18")
        assert (lists(play), lists(play, SECOND)) == ([], [])
        next_day(play, "2026-12-19", "09:05")
        assert (lists(play), lists(play, SECOND)) == (["release"], ["release"])
        for thing in (DRILL, SECOND):
            play.do("tools.release", object=thing)
        assert (lists(play), lists(play, SECOND)) == ([], [])
        play.do("tools.reserve", kind="PERCEUSE", who=OTHER, from_day="2026-12-19", to_day="2026-12-19")
        play.do(f"tools.{do}", object=SECOND, **{told: how})
        next_day(play, "2026-12-21")
        # There is none that anybody could fetch.
        assert (lists(play), lists(play, SECOND)) == ([], [])


def test_what_is_due_by_other_hours_has_to_be_told(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        lent(play, member(play), CHAIRS, days=1)
        assert lists(play, CHAIRS) == []
        close_on(play, "2026-12-28")
        assert lists(play, CHAIRS) == ["moved"]
        play.do("tools.remind", object=CHAIRS, by="phone")
        assert lists(play, CHAIRS) == []


def test_what_has_to_be_tested(tools: Play) -> None:
    tools.do("tools.register", object="PERC-3", kind="PERCEUSE", place="O1", tested_day="2025-11-25")
    assert (lists(tools, "PERC-3"), lists(tools, DRILL)) == (["tests_due"], [])
    tools.do("tools.maintain", object="PERC-3", what="tested")
    assert lists(tools, "PERC-3") == []


def test_codes_are_known_in_any_case() -> None:
    recognise = SERVICE.recognise
    assert recognise is not None
    assert recognise(" l-2026-000001 ") == {"loan": "L-2026-000001"}
    assert recognise("O-0123456789ab") == {"object": "o-0123456789ab"}
    assert recognise("K-0123456789ab") is recognise("PERC-1") is None
