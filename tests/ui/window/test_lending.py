"""Things lent in the real window: lent by two scans in either order, back by one; money and cautions wait for a key of money."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.lending.test_loans import member
from tests.ui.window.test_entrusted import Counted

Opened = Callable[[Play], MainWindow]
PLAIN, LISTED, DEAR = "BOULE", "JEU", "PERCEUSE"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def person(play: Play) -> str:
    """Somebody who is a member, in a shop that lends a thing of each sort."""
    play.open(float_cents=8000)
    kinds: list[dict[str, Any]] = [
        {"kind": PLAIN, "label_fr": "Boules", "days": 7},
        {"kind": LISTED, "label_fr": "Visseuse", "days": 7, "checks": {"FORET": 5, "BATTERIE": 2}},
        {"kind": DEAR, "label_fr": "Perceuse", "days": 7, "day_cents": 100, "caution_cents": 5000},
    ]
    play.do("tools.set_kinds", rows=kinds)
    for kind in (PLAIN, LISTED, DEAR):
        play.do("tools.register", object=f"{kind}-1", kind=kind, place="O1")
    return member(play)["card"]


def code_of(play: Play, thing: str) -> str:
    return str(play.rows("SELECT code FROM tools_object WHERE object = ?", thing)[0][0])


def state(play: Play, thing: str) -> str:
    return str(play.rows("SELECT state FROM tools_object WHERE object = ?", thing)[0][0])


@pytest.mark.parametrize("order", ["thing first", "card first"])
def test_two_scans_lend_and_one_takes_back(play: Play, opened: Opened, person: str, order: str) -> None:
    """Nothing to tick, nothing to pay: two actions, then one; each says what it did."""
    hands = Counted(opened(play))
    thing = f"{PLAIN}-1"
    scans = [code_of(play, thing), person]
    for code in scans if order == "thing first" else reversed(scans):
        hands.scan(code)
    assert (state(play, thing), hands.actions) == ("out", 2)
    assert hands.state.told is not None and thing in hands.state.told.text
    hands.look(f"lent-{order[:5]}")
    # It is in the running visit: the same scan does nothing, and says so.
    hands.keys.rest()
    hands.scan(code_of(play, thing))
    assert state(play, thing) == "out"
    hands.press("escape")
    hands.press("escape")
    hands.press("escape")
    assert hands.state.whose_visit is None
    hands.actions = 0
    hands.scan(code_of(play, thing))
    assert (state(play, thing), hands.actions) == ("available", 1)
    hands.look("back")
    hands.press("escape")
    hands.scan(code_of(play, thing))
    assert state(play, thing) == "available", "what is back already is shown, calmly"
    assert hands.state.offer is not None and "rendu" in hands.state.offer.detail


def test_what_belongs_to_it_is_ticked_both_ways(play: Play, opened: Opened, person: str) -> None:
    """Three actions, then two; a part that lacks is asked for, told, and found again later."""
    hands = Counted(opened(play))
    thing = f"{LISTED}-1"
    hands.scan(person)
    hands.scan(code_of(play, thing))
    assert state(play, thing) == "available", "what leaves with it is ticked first"
    hands.look("checklist")
    hands.press("enter")
    assert (state(play, thing), hands.actions) == ("out", 3)
    hands.press("escape")
    hands.press("escape")
    hands.actions = 0
    hands.scan(code_of(play, thing))
    assert state(play, thing) == "out"
    hands.press("enter")
    assert (state(play, thing), hands.actions) == ("available", 2)


def test_money_and_a_caution_wait_for_a_key_of_money(play: Play, opened: Opened, person: str) -> None:
    """Two scans and the key of cash; back by a scan and a key, and the key of cash gives the caution back."""
    hands = Counted(opened(play))
    thing = f"{DEAR}-1"
    hands.scan(code_of(play, thing))
    hands.scan(person)
    assert state(play, thing) == "out"
    assert hands.state.priced.due_cents == 5700
    assert play.rows("SELECT count(*) FROM caution") == [(0,)], "no scan takes money"
    hands.look("to-pay")
    hands.press("plus")
    assert hands.actions == 3
    assert play.rows("SELECT cents, state FROM caution") == [(5000, "open")]
    hands.actions = 0
    hands.scan(code_of(play, thing))
    assert state(play, thing) == "out", "what is held for it is given back by a key"
    hands.press("slash")
    assert (state(play, thing), hands.actions) == ("available", 2)
    assert hands.state.priced.due_cents == -5000
    hands.look("give-back")
    hands.press("plus")
    assert play.rows("SELECT state FROM caution") == [("over",)]


def test_a_loan_that_is_taken_back_takes_its_lines_with_it(play: Play, opened: Opened, person: str) -> None:
    hands = Counted(opened(play))
    hands.scan(person)
    hands.scan(code_of(play, f"{DEAR}-1"))
    assert len(hands.state.lines) == 2
    hands.press("undo")
    assert state(play, f"{DEAR}-1") == "available"
    assert not hands.state.lines


def test_what_somebody_has_late_is_told_before_he_has_more(play: Play, opened: Opened, person: str) -> None:
    play.do("tools.lend", object=f"{PLAIN}-1", who={"card": person}, lent_day="2026-11-04")
    hands = Counted(opened(play))
    hands.scan(person)
    hands.scan(code_of(play, f"{DEAR}-1"))
    assert state(play, f"{DEAR}-1") == "available"
    hands.look("late")
    hands.press("slash")
    assert state(play, f"{DEAR}-1") == "out", (hands.state.told, hands.state.asking)


def test_chairs_leave_by_a_number_and_a_scan(play: Play, opened: Opened, person: str) -> None:
    """A number before the scan says how many; they come back by and by, each time that many are asked for."""
    play.do("tools.register", object="CHAISE", kind="CHAISE", place="O2", quantity=24)
    hands = Counted(opened(play))
    hands.scan(person)
    hands.type("12")
    hands.scan(code_of(play, "CHAISE"))
    assert (play.rows("SELECT quantity, out FROM tools_loan"), hands.actions) == ([(12, 12)], 4)
    hands.press("escape")
    hands.press("escape")
    hands.scan(code_of(play, "CHAISE"))
    assert hands.state.offer is not None and hands.state.offer.detail == "12 sur 24 ici"
    hands.press("slash")
    hands.type("5")
    hands.press("enter")
    assert play.rows("SELECT out FROM tools_loan") == [(7,)]


def test_what_lacks_is_asked_for_told_and_found_again(play: Play, opened: Opened, person: str) -> None:
    thing = f"{LISTED}-1"
    play.do("tools.lend", object=thing, who={"card": person}, checks={"FORET": 5, "BATTERIE": 2})
    hands = Counted(opened(play))
    hands.scan(code_of(play, thing))
    hands.type("1")
    hands.press("enter")
    asked = None if hands.state.asking is None else hands.state.asking.ask
    assert asked is not None and asked.field == "checks.FORET"
    hands.look("how-many")
    hands.type("4")
    hands.press("enter")
    assert state(play, thing) == "incomplete"
    hands.press("escape")
    hands.scan(code_of(play, thing))
    assert hands.state.offer is not None and hands.state.offer.detail == "manque\N{NO-BREAK SPACE}: foret × 1"
    hands.look("incomplete")
    found = next(at for at, act in enumerate(hands.state.offer.acts) if act.do == "tools.report_incident")
    for _ in range(found):
        hands.press("right")
    hands.press("slash")
    options = hands.state.asking.ask.options if hands.state.asking and hands.state.asking.ask else ()
    hands.type(str(1 + [one.value for one in options].index("found")))
    hands.press("enter")
    hands.press("enter")
    assert state(play, thing) == "available"


def test_of_what_comes_back_damaged_a_part_is_kept_before_any_is_given_back(
    play: Play, opened: Opened, person: str
) -> None:
    thing = f"{DEAR}-1"
    loan = play.do("tools.lend", object=thing, who={"card": person}).result["loan"]
    play.settle([{"do": "tools.pay", "loan": loan}], {"means": "card", "cents": 700})
    play.settle([{"do": "caution.take", "of": loan, "cents": 5000}], {"means": "card", "cents": 5000})
    hands = Counted(opened(play))
    hands.scan(code_of(play, thing))
    hands.press("right")
    hands.press("slash")
    hands.look("how-is-it")
    hands.type("4")
    for _ in range(3):
        hands.press("enter")
    assert state(play, thing) == "damaged"
    assert not hands.state.lines, "nothing is given back by itself"
    assert hands.state.chosen is not None and hands.state.chosen.do == "caution.keep"
    hands.look("keep-a-part")


def test_who_has_reserved_it_is_named_before_anything_is_done(
    play: Play, opened: Opened, person: str
) -> None:
    """The card says by whom and when; the loan that would meet those days is refused, and nothing is begun."""
    thing = f"{PLAIN}-1"
    other = member(play, "Adam")
    play.do("tools.reserve", object=thing, who=other, from_day="2026-11-26", to_day="2026-11-28")
    hands = Counted(opened(play))
    hands.scan(code_of(play, thing))
    card = hands.state.offer
    assert card is not None and "Zoé Adam" in card.rule and card.rule.startswith(card.whose)
    hands.look("reserved")
    hands.scan(person)
    assert state(play, thing) == "available"
    assert hands.state.told is not None and "26" in hands.state.told.text
    assert hands.state.asking is None
    assert hands.state.offer is not None and thing in hands.state.offer.title, "it may be lent on other days"
    hands.look("reserved-refused")


def test_whoever_is_under_age_needs_somebody_who_answers(play: Play, opened: Opened, person: str) -> None:
    """All is ticked that is usual; who is not of age is asked for a band, never for a birthday."""
    play.do("bikes.register", object="VELO-1", kind="VELO", place="O3", fnuci="AB12CD34EF")
    thing = str(play.rows("SELECT code FROM bikes_object")[0][0])
    hands = Counted(opened(play))
    hands.scan(person)
    hands.scan(thing)
    hands.look("bike-checklist")
    lines = hands.state.asking.ask.options if hands.state.asking and hands.state.asking.ask else ()
    hands.type(str(len(lines)))
    hands.press("enter")
    hands.type("1")
    hands.press("enter")
    hands.look("bike-guardian")
    hands.type("1")
    hands.press("enter")
    entry = play.last("bikes.lent").data
    assert (entry["age"], entry["guardian"]) == ("16_17", True)
