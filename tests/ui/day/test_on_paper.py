"""An hour of the real day that was kept on paper, entered at the counter by keys and scans."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.command.happened import op_of_line
from concierge_desk.counter.core.line_cards import BEGIN
from concierge_desk.counter.values.codes import SECRET, printed_code
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import WEDNESDAY, Desks, Play
from tests.scenarios.test_on_paper import COMMANDS, HOUR, kept, lists_of, sound
from tests.ui.day.concierge import Concierge
from tests.ui.day.test_headless import AT_THE_DAYS_PAGE, Headless

PARCEL, OTHER = "6A15602676300", "8L41392128255"
BEGUN = 3
"""The power goes as soon as the stamps were counted: all arrivals and the first tickets stand on paper."""


def line() -> str:
    return printed_code(SECRET.code("h"))


@contextmanager
def counter(play: Play) -> Iterator[tuple[Headless, FrontFace]]:
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), "fr")
    yield Headless(face), face
    face.close()


@pytest.fixture
def hands(shop: Play) -> Iterator[Headless]:
    """The counter at five past two, the power is back."""
    shop.hands.set(f"{WEDNESDAY}T14:05")
    with counter(shop) as (lent, _face):
        yield lent


def begin(hands: Headless, code: str, at: str = "") -> None:
    hands.scan(code)
    if at:
        hands.type(at)
    hands.press("enter")


def take_in(hands: Headless, number: str, place: str) -> None:
    """Take an item in, for nobody who is named."""
    hands.press("arrivals")
    hands.scan(number)
    hands.press("enter")
    hands.type(place)
    hands.press("enter")
    hands.press("home")


def told(hands: Headless) -> str:
    assert hands.state.told is not None
    return hands.state.told.text.replace("\u00a0", " ")


def play_day(
    play: Play, commands: Sequence[Mapping[str, Any]], face: FrontFace, concierge: Concierge
) -> None:
    for command in commands:
        play.hands.move(seconds=20)
        if command["do"] in AT_THE_DAYS_PAGE:
            assert face.play(command).refused is None
        else:
            assert concierge.play(command), command["do"]


def test_the_hour_by_keys_and_scans(desks: Desks) -> None:
    """R-1.31: a scan of the line, the time, and what stands there: it comes to the day that was typed."""
    with ExitStack() as stack:
        at_once, late = stack.enter_context(desks.desk()), stack.enter_context(desks.desk())
        with counter(at_once) as (hands, face):
            at_once.hands.set(f"{WEDNESDAY}T08:00")
            play_day(at_once, COMMANDS[:-1], face, Concierge(hands))
        with counter(late) as (hands, face):
            concierge = Concierge(hands)
            late.hands.set(f"{WEDNESDAY}T08:00")
            play_day(late, COMMANDS[:BEGUN], face, concierge)
            late.hands.set(f"{WEDNESDAY}T14:05")
            for minute, command in enumerate(COMMANDS[BEGUN:HOUR]):
                begin(hands, line(), f"10:{10 + minute}")
                assert hands.state.written is not None, told(hands)
                assert concierge.play(command), command
                assert hands.state.written is None
            play_day(late, COMMANDS[HOUR:-1], face, concierge)
        assert kept(late) == kept(at_once)
        entered = [entry for entry in late.posted() if entry.happened is not None]
        assert late.status()["from_paper"] == HOUR - BEGUN
        assert [
            one.happened.strftime("%H:%M") for one in entered if one.happened and one.kind == "relay.received"
        ] == [f"10:{10 + minute}" for minute in range(9)]
        for play in (at_once, late):
            play.do("day.close", gap_reason="counting_error")
            sound(play)
        assert lists_of(late) == lists_of(at_once)


def test_a_bag_on_paper_by_scans_alone(hands: Headless, shop: Play) -> None:
    """The next scan takes what is proposed: the place, and the time of the line before."""
    shop.do("relay.set_places", places=["A1", "A2", "A3"])
    hands.press("arrivals")
    begin(hands, line(), "1040")
    hands.scan(PARCEL)
    hands.scan(line())
    hands.scan(OTHER)
    hands.press("enter")
    hands.press("enter")
    assert hands.state.written is None
    found = [entry for entry in shop.posted() if entry.kind == "relay.received"]
    assert [(one.data["tracking"], one.data["shelf"]) for one in found] == [(PARCEL, "A1"), (OTHER, "A2")]
    assert {one.happened.strftime("%H:%M") for one in found if one.happened} == {"10:40"}


def test_a_line_that_was_entered_shows_what_was(hands: Headless, shop: Play) -> None:
    code = line()
    begin(hands, code, "10:40")
    take_in(hands, PARCEL, "A1")
    head = shop.head()
    assert [entry.kind for entry in shop.posted()][-1] == "relay.received", told(hands)
    shop.hands.set(f"{WEDNESDAY}T15:00")
    hands.scan(code)
    first, second = hands.state.offers
    assert "déjà été saisie" in first.rule
    assert "14 h 05" in first.rule.replace("\u00a0", " ")
    assert "10 h 40" in first.rule.replace("\u00a0", " ")
    assert second.number == PARCEL
    assert "sur papier à 10 h 40, saisi à 14 h 05" in second.detail.replace("\u00a0", " ")
    assert hands.state.asking is None and hands.state.written is None
    # What else stands there is entered all the same, by hand.
    hands.press("slash")
    hands.press("enter")
    assert hands.state.written is not None
    take_in(hands, OTHER, "A2")
    last = shop.posted()[-1]
    assert (last.seq, last.op) == (head + 1, op_of_line(last.data["from_sheet"], 2))


def test_a_ticket_of_several_things(hands: Headless, shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    begin(hands, line(), "10h40")
    hands.favourite(0)
    hands.favourite(1)
    # The next line waits until that is paid: one line is one customer.
    hands.scan(line())
    assert hands.state.asking is None
    assert "visite est en cours" in told(hands)
    hands.press("plus")
    assert hands.state.paid is not None
    assert hands.state.written is None
    settled = [entry for entry in shop.posted() if entry.happened is not None]
    assert [entry.kind for entry in settled][-1] == "till.settled"
    assert len(settled) == 3
    # The next customer stands there now.
    hands.favourite(0)
    hands.press("plus")
    assert shop.posted()[-1].happened is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("14:06", "pas encore arrivé"),
        ("17/11 10:40", "7 jours"),
        ("25/11 7:00", "n’existait pas"),
        ("demain", "Tapez l’heure"),
        ("25:61", "Tapez l’heure"),
    ],
)
def test_times_that_cannot_be(hands: Headless, typed: str, why: str) -> None:
    begin(hands, line(), typed)
    asking = hands.state.asking
    assert asking is not None and asking.act.do == BEGIN
    assert why in asking.complaint
    assert hands.state.written is None
    hands.type("10:40")
    hands.press("enter")
    assert hands.state.written is not None


def test_esc_leaves_it(hands: Headless, shop: Play) -> None:
    begin(hands, line(), "10:40")
    hands.press("escape")
    assert hands.state.written is None
    hands.favourite(0)
    hands.press("plus")
    assert shop.posted()[-1].happened is None


def test_a_cut_in_the_middle_loses_none(hands: Headless, shop: Play) -> None:
    """The program is killed while a ticket of the paper is not paid yet: the line stands there again."""
    code = line()
    begin(hands, code, "10:40")
    hands.favourite(0)
    with counter(shop) as (again, _face):
        assert again.state.written is not None
        assert printed_code(again.state.written.code) == code
        again.press("plus")
        assert again.state.written is None
    assert shop.posted()[-1].kind == "till.settled"
    assert shop.posted()[-1].happened is not None


def test_a_visit_set_aside_keeps_its_line(hands: Headless, shop: Play) -> None:
    begin(hands, line(), "10:40")
    hands.favourite(0)
    hands.press("park")
    assert hands.state.written is None
    hands.favourite(1)
    hands.press("plus")
    assert shop.posted()[-1].happened is None
    hands.press("park")
    assert hands.state.written is not None
    hands.press("plus")
    assert shop.posted()[-1].happened is not None


def test_what_was_done_is_taken_back_now(hands: Headless, shop: Play) -> None:
    """F9 takes back what was entered; that happens now."""
    begin(hands, line(), "10:40")
    take_in(hands, PARCEL, "A1")
    hands.press("undo")
    last = shop.posted()[-1]
    assert (last.kind, last.happened) == ("relay.reversed", None)


def test_a_misread_line_is_nobodys(hands: Headless) -> None:
    code = line()
    hands.scan(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert hands.state.written is None
    assert [one.code for one in hands.state.missed] == [code[:-1] + ("0" if code[-1] != "0" else "1")]


@pytest.mark.parametrize("word", ["coupure", "panne", "papier", "feuille"])
def test_the_sheets_go_by_their_words(hands: Headless, word: str) -> None:
    hands.type(word)
    papers = [act.paper for offer in hands.state.offers for act in offer.acts]
    assert {"fallback:arrivals", "fallback:handover-3", "fallback:sales-10", "fallback:deposits"} <= set(
        papers
    )
    hands.press("enter")
    hands.press("slash")
    assert hands.state.shown is not None
    assert Path(hands.state.shown).read_bytes().startswith(b"%PDF")
