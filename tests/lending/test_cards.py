"""Cards of things lent: how each stands, since when something is the matter with it, what is open of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.service import Service
from concierge_desk.desk import catalogue
from concierge_desk.services.keys import SERVICE as KEYS
from concierge_desk.services.tools import SERVICE as TOOLS
from tests.counter.desks import Desks, Play
from tests.lending.test_due_days import lending_on, next_day
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, lent, member

SHORT = {**CHECKS, "FORET": 4}


def card(play: Play, code: str, service: Service = TOOLS) -> Offer:
    """Return the first card that a code is, as the counter finds it."""
    part, shop, day = service.at_counter, play.desk.settings, str(play.last("day.opened").day)
    assert part is not None
    found = play.desk.store.read(
        lambda rows: part.found(
            rows, code, Now(date.fromisoformat(day), "fr", shop, catalogue.calendar(rows, shop))
        )
    )
    return found[0]


def told(offer: Offer) -> list[tuple[str, str | None, int]]:
    return [(one.state, one.due_slot, one.open_cents) for one in offer.things]


def report(play: Play, incident: str) -> Any:
    return play.do("tools.report_incident", object=DRILL, incident=incident)


def come_back(play: Play, **how: Any) -> None:
    lent(play, member(play), lent_day="2026-12-17")
    play.do("tools.return", object=DRILL, **{"checks": CHECKS, **how})


@pytest.mark.parametrize(
    ("missed", "day"),
    [
        (lambda play: report(play, "damaged"), "2026-12-24"),
        (lambda play: report(play, "not_found"), "2026-12-24"),
        (lambda play: come_back(play, checks=SHORT), "2026-12-24"),
        (lambda play: come_back(play, checks=SHORT, returned_day="2026-12-22"), "2026-12-22"),
        (lambda play: come_back(play, condition="damaged", returned_day="2026-12-21"), "2026-12-21"),
        (
            lambda play: (come_back(play, returned_day="2026-12-21"), report(play, "damaged")),
            "2026-12-24",
        ),
    ],
)
def test_since_when_something_is_the_matter(desks: Desks, missed: Callable[[Play], Any], day: str) -> None:
    """Not since it was registered; whatever is done to it later, as it waits to be mended."""
    with lending_on(desks, "2026-12-19", "09:05") as play:
        next_day(play, "2026-12-24", "08:10")
        missed(play)
        next_day(play, "2026-12-31", "08:10")
        if play.rows("SELECT state FROM tools_object WHERE object = ?", DRILL) != [("not_found",)]:
            play.do("tools.move", object=DRILL, place="O9")
            play.do("tools.maintain", object=DRILL, what="tested")
        found = card(play, DRILL).incident
        assert found is not None
        assert found.day == day


def test_a_key_is_missed_since_the_count_that_missed_it(desks: Desks) -> None:
    with desks.desk(start="2027-02-26T08:10") as play:
        play.open("2027-02-26T08:10", float_cents=8000)
        play.do("keys.register", object="CLE-1", kind="CLE", place="CROCHET-1")
        next_day(play, "2027-02-27", "09:05")
        play.do("keys.count", seen=[])
        next_day(play, "2027-03-01", "15:05")
        found = card(play, "cle-1", KEYS).incident
        assert found is not None
        assert found.day == "2027-02-27"


def test_what_is_open_is_that_of_each_loan_that_is_out(tools: Play) -> None:
    """And due is the first of them; what is out in part is not said to be back since the day it last was."""
    row = {"kind": "CHAISE", "label_fr": "Chaise", "days": 3, "most_days": 9, "day_cents": 50}
    tools.do("tools.set_kinds", rows=[row])
    who = member(tools)
    first = lent(tools, who, CHAIRS, quantity=2, days=0)["loan"]
    tools.do("tools.return", loan=first)
    assert "rendu le" in card(tools, CHAIRS).detail
    loans = [lent(tools, who, CHAIRS, quantity=2, days=days) for days in (5, 3)]
    assert told(card(tools, CHAIRS)) == [("available", "2026-11-28T09:00/12:00", 800)]
    assert "rendu le" not in card(tools, CHAIRS).detail
    tools.settle([{"do": "tools.pay", "loan": loans[0]["loan"]}], {"means": "card", "cents": 500})
    assert told(card(tools, CHAIRS)) == [("available", "2026-11-28T09:00/12:00", 300)]
    assert told(card(tools, loans[1]["loan"])) == [("available", "2026-11-28T09:00/12:00", 300)]


@pytest.mark.parametrize("gone", ["lost", "retired"])
def test_what_is_gone_and_here_again_says_what_leads_back(tools: Play, gone: str) -> None:
    if gone == "retired":
        tools.do("tools.maintain", object=DRILL, what="retired")
    else:
        report(tools, "not_found")
        report(tools, "lost")
    assert "page Journal" in card(tools, DRILL).rule
    assert "page Journal" not in card(tools, CHAIRS).rule


@pytest.mark.parametrize("ends", ["back", "lost"])
def test_a_loan_that_is_over_is_due_no_more(tools: Play, ends: str) -> None:
    loan = lent(tools, member(tools))["loan"]
    assert told(card(tools, loan)) == [("out", "2026-12-02T08:00/11:30", 700)]
    if ends == "back":
        tools.do("tools.return", object=DRILL, checks=CHECKS)
    else:
        report(tools, "lost")
    found = card(tools, loan)
    assert told(found) == [("available" if ends == "back" else "lost", None, 700)]
    assert (found.slot, found.deadline_day) == (None, None)
    assert ("rendu le" in found.detail, "perdu le" in found.detail) == (ends == "back", ends == "lost")
    # With the next one the object is out again, and this loan is not.
    if ends == "back":
        lent(tools, member(tools, "Roux"))
        assert told(card(tools, loan)) == [("out", None, 700)]
