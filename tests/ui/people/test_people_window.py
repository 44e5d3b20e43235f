"""Somebody at the counter of the real window: a card scanned, another one's, names that are looked for, by keys."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.frame.window import MainWindow
from concierge_desk.mechanisms.people.page.view import PeoplePage
from concierge_desk.pages.counter.state import HandwrittenLine, State
from concierge_desk.pages.counter.veil import Veil
from concierge_desk.ui.kit.fields.field import InputField
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.window.conftest import hers, keys, opened, plugged, ready  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys

PAGE = "people_list"
ZOE, ALI = "p-4t9d2k7mx0q3", "p-4t9d2k7mx0q4"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def known(ready: Play) -> Play:  # noqa: F811
    ready.do("person.create", card=ZOE, family="Kessler", given="Zoé", phones=["06 12 34 56 78"])
    ready.do("person.create", card=ALI, family="Roux", given="Ali", street="3 rue des Lilas")
    return ready


@pytest.fixture
def hands(known: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:  # noqa: F811
    return WindowKeys(opened(known))


def whose(hands: WindowKeys) -> str | None:
    served = hands.state.whose_visit
    return None if served is None else served.name


def shown(hands: WindowKeys) -> list[str | None]:
    return [offer.person for offer in hands.state.offers]


def state(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def test_a_card_brings_its_person_and_what_waits(hands: WindowKeys, known: Play) -> None:
    hands.scan(printed_code(ZOE))
    assert whose(hands) == "Zoé Kessler"
    # The parcel of “Mme Kessler” waits at A1.
    assert shown(hands) == ["Zoé Kessler", "Mme Kessler"]
    assert hands.state.offer is not None and hands.state.offer.private, "no key hands the parcel over yet"
    ((key,),) = known.rows("SELECT person FROM people_card WHERE card = ?", ZOE)
    assert known.rows("SELECT who FROM visit") == [(json.dumps({"card": key}),)]


def test_a_card_joins_the_visit_of_a_walk_in(hands: WindowKeys) -> None:
    hands.favourite(0)
    visit, lines = hands.state.visit, len(hands.state.lines)
    assert whose(hands) is None and lines == 1
    hands.scan(ZOE)
    assert (hands.state.visit, whose(hands), len(hands.state.lines)) == (visit, "Zoé Kessler", 1)


def test_another_ones_card_sets_the_visit_aside(hands: WindowKeys) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    hands.scan(ALI)
    assert (whose(hands), hands.state.lines, hands.state.parked) == ("Ali Roux", (), 1)
    # The first one comes back with whose it is.
    hands.press("escape")
    hands.press("park")
    assert (whose(hands), len(hands.state.lines)) == ("Zoé Kessler", 1)


def test_a_new_card_is_the_same_person(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    visit = hands.state.visit
    new = known.do("person.card", person=ZOE, lost=True).result["card"]
    hands.scan(new)
    assert (hands.state.visit, len(hands.state.lines), hands.state.parked) == (visit, 1, 0)
    assert whose(hands) == "Zoé Kessler"


@pytest.mark.parametrize("into", [True, False])
def test_who_was_put_together_is_the_same_person(hands: WindowKeys, known: Play, into: bool) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    visit = hands.state.visit
    gone, stays = (ZOE, ALI) if into else (ALI, ZOE)
    known.do("person.merge", person=gone, into=stays)
    hands.scan(ALI)
    assert (hands.state.visit, len(hands.state.lines), hands.state.parked) == (visit, 1, 0)
    assert whose(hands) == ("Ali Roux" if into else "Zoé Kessler")


def test_money_that_was_said_for_one_is_taken_of_nobody_else(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    hands.press("escape")
    hands.type("1")
    hands.press("star")
    hands.now_ms += 1_000
    hands.press("star")
    assert [(part.means.code, part.cents) for part in hands.state.parts] == [("card", 100)]
    hands.scan(ALI)
    assert (whose(hands), hands.state.parts, hands.state.paying) == ("Ali Roux", (), None)
    hands.press("escape")
    hands.favourite(0)
    hands.press("plus")
    (paid,) = [entry.data["payments"] for entry in known.posted() if entry.kind == "till.settled"]
    assert [one["means"] for one in paid] == ["cash"]
    # With the first one it comes back.
    hands.press("park")
    assert whose(hands) == "Zoé Kessler"
    assert [(part.means.code, part.cents) for part in hands.state.parts] == [("card", 100)]


def test_the_line_of_a_sheet_goes_aside_with_its_person(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    board = hands.window.front._board
    board.show(written=HandwrittenLine("l-4t9d2k7mx0q3", "2026-11-25T09:00", "9 h"))
    hands.scan(ALI)
    assert hands.state.written is None
    (aside, _here) = known.rows("SELECT step FROM visit ORDER BY parked DESC")
    assert "l-4t9d2k7mx0q3" in aside[0]


def test_the_same_card_again_changes_nothing(hands: WindowKeys) -> None:
    hands.scan(ZOE)
    visit = hands.state.visit
    hands.favourite(0)
    hands.scan(ZOE)
    assert (hands.state.visit, len(hands.state.lines), hands.state.parked) == (visit, 1, 0)


def test_a_visit_is_nobodys_once_it_is_paid(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    hands.press("plus")
    assert known.last("till.settled") and whose(hands) is None
    # Her card still stands there, and what is sold next is not hers.
    assert shown(hands)[0] == "Zoé Kessler"
    for lines in (1, 2):
        hands.favourite(0)
        assert whose(hands) is None and sum(line.quantity for line in hands.state.lines) == lines
    assert saved_for(known) == [None]


def test_a_visit_is_nobodys_once_the_one_before_is_set_aside(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    hands.press("park")
    for _ in range(2):
        hands.favourite(0)
        assert whose(hands) is None and hands.state.parked == 1
    assert [who is None for who in saved_for(known)] == [False, True]


def test_who_is_looked_up_after_a_payment_is_served_by_a_key(hands: WindowKeys) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    hands.press("plus")
    hands.type("roux")
    hands.favourite(0)
    assert (whose(hands), len(hands.state.lines)) == ("Ali Roux", 1)


def test_what_is_for_somebody_is_not_given_to_another_where_serving_was_refused(
    hands: WindowKeys, known: Play
) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    cents = hands.state.priced.due_cents
    # Another window takes the money meanwhile.
    paid = [{"means": "card", "cents": cents}]
    known.do("till.settle", visit=hands.state.visit, payments=paid)
    hands.type("roux")
    hands.favourite(0)
    assert (whose(hands), hands.state.lines) == (None, ())
    assert hands.state.told is not None and hands.state.told.tone == "bad"


def saved_for(known: Play) -> list[str | None]:
    return [who for (who,) in known.rows("SELECT who FROM visit ORDER BY visit")]


def test_who_has_left_is_let_go(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.press("escape")
    assert whose(hands) == "Zoé Kessler", "her cards are closed, and she stands there still"
    hands.press("escape")
    assert whose(hands) is None and saved_for(known) == [None]
    # The next one is a walk-in.
    hands.favourite(0)
    assert whose(hands) is None and len(hands.state.lines) == 1 and saved_for(known) == [None]


def test_nobody_is_let_go_whose_visit_holds_something(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    for _ in range(3):
        hands.press("escape")
    assert whose(hands) == "Zoé Kessler" and len(hands.state.lines) == 1


def test_a_visit_that_holds_nothing_but_a_name_makes_room(hands: WindowKeys, known: Play) -> None:
    hands.scan(ZOE)
    hands.favourite(0)
    hands.scan(ALI)
    assert hands.state.parked == 1
    hands.press("escape")
    hands.press("park")
    assert (whose(hands), hands.state.parked) == ("Zoé Kessler", 0)
    assert len([who for who in saved_for(known) if who is not None]) == 1


def test_a_visit_without_a_question_is_not_called_one(
    known: Play,
    opened: Callable[[Play], MainWindow],  # noqa: F811
) -> None:
    for who in (ZOE, ALI):
        visit = known.do("visit.save", who={"card": who}).result["visit"]
        known.do("visit.park", visit=visit)
    hands = WindowKeys(opened(known))
    hands.press("park")
    assert [offer.title for offer in hands.state.offers] == ["Rien encore"] * 2


def test_a_cut_loses_nothing(known: Play, hands: WindowKeys, opened: Callable[[Play], MainWindow]) -> None:  # noqa: F811
    hands.scan(ZOE)
    hands.favourite(0)
    again = WindowKeys(opened(known))
    assert whose(again) == "Zoé Kessler"


def test_nobody_is_read_while_names_are_hidden(hands: WindowKeys) -> None:
    hands.scan(ALI)
    veiled = Veil().over(hands.state)
    assert "Roux" not in repr(veiled) and "Lilas" not in repr(veiled)
    assert veiled.whose_visit is not None and veiled.whose_visit.name == "Nom caché"


def drawn(hands: WindowKeys) -> str:
    """Everything that is written on the counter while names are hidden."""
    veiled = Veil().over(hands.state)
    cards = [text for one in veiled.offers for text in (one.title, one.detail, one.rule, one.tag, one.person)]
    told = veiled.told.text if veiled.told is not None else ""
    return " ".join(filter(None, (*cards, veiled.heading, told)))


def test_whose_things_of_others_are_is_not_read_either(
    known: Play,
    opened: Callable[[Play], MainWindow],  # noqa: F811
) -> None:
    known.do("household.create", people=[ZOE, ALI])
    known.do("person.create", family="Kessler", given="Zoé", street="12 rue des Tulipes")
    hands = WindowKeys(opened(known))
    hands.scan(ALI)
    rules = [offer.rule for offer in hands.state.offers if offer.person == "Mme Kessler"]
    assert "Zoé Kessler, du même foyer" in rules[0] and "Tulipes" in rules[0]
    assert not re.search("kessler|zoé|tulipes|roux|lilas", drawn(hands), re.IGNORECASE)


def test_what_is_to_be_minded_is_read_while_names_are_hidden() -> None:
    thing = Offer(
        "relay",
        "c-1",
        "Colissimo",
        (),
        rule="Pour Zoé Kessler. Demandez une pièce.",
        whose="Pour Zoé Kessler.",
    )
    (seen,) = Veil().over(State(offers=(thing,))).offers
    assert seen.rule == "… Demandez une pièce." and seen.whose == ""


def test_whose_visit_it_is_is_not_told_once_the_cards_are_gone(hands: WindowKeys) -> None:
    hands.scan(ALI)
    hands.press("escape")
    assert hands.state.offers == () and "Ali Roux" in hands.state.told.text  # type: ignore[union-attr]
    assert "Roux" not in drawn(hands)


def test_the_page_shows_no_name_that_is_typed_while_names_are_hidden(hands: WindowKeys) -> None:
    go(hands)
    hands.type("Roux")
    line = hands.window.findChild(PeoplePage).findChild(InputField)
    assert line.displayText() == "Roux"
    hands.press("discreet")
    assert "Roux" not in line.displayText() and line.text() == "Roux"
    hands.window.view.hide_names(False)
    assert line.displayText() == "Roux"


def test_homonyms_are_told_while_a_name_is_typed(hands: WindowKeys, known: Play) -> None:
    known.do("person.create", family="Roux", given="Ali", street="12 rue des Tulipes")
    hands.press("home")
    hands.type("roux")
    assert [offer.detail.split(" · ")[0] for offer in hands.state.offers] == [
        "12 rue des Tulipes",
        "3 rue des Lilas",
    ]
    assert hands.state.offer is None
    # By its number, then “serve this person”.
    hands.press("enter")
    hands.type("2")
    hands.press("slash")
    hands.press("slash")
    assert whose(hands) == "Ali Roux"


def go(hands: WindowKeys) -> None:
    hands.press("home")
    hands.type("personnes")
    hands.press("enter")
    if hands.window.view.page != PAGE:
        hands.press("slash")
    assert hands.window.view.page == PAGE


def test_the_page_finds_while_it_is_typed(hands: WindowKeys) -> None:
    go(hands)
    assert [row.name for row in state(hands.window).rows] == ["Ali Roux", "Zoé Kessler"]
    hands.type("5678")
    assert [row.name for row in state(hands.window).rows] == ["Zoé Kessler"]
    hands.press("enter")
    assert hands.window.view.page != PAGE
    assert shown(hands)[0] == "Zoé Kessler"


def test_homonyms_on_the_page_are_gone_through_by_the_arrows(hands: WindowKeys, known: Play) -> None:
    known.do("person.create", family="Roux", given="Ali", street="12 rue des Tulipes")
    go(hands)
    hands.type("roux")
    assert state(hands.window).row is None, "none of them is chosen by itself"
    hands.press("down")
    hands.press("down")
    assert state(hands.window).row.home == "3 rue des Lilas"
    hands.press("enter")
    assert whose(hands) is None and "3 rue des Lilas" in hands.state.offers[0].detail


def test_every_note_stands_on_the_page(hands: WindowKeys, known: Play) -> None:
    known.do("person.note", person=ZOE, text="Sonne deux fois.")
    known.do("person.note", person=ZOE, text="Entend mal.", shows="relay")
    go(hands)
    hands.type("kessler")
    assert {"Sonne deux fois.", "Relais La Poste\N{NO-BREAK SPACE}: Entend mal."} <= set(
        state(hands.window).row.facts
    )


def test_a_card_is_printed_to_be_given_later(hands: WindowKeys, known: Play) -> None:
    before = known.head()
    go(hands)
    hands.press("f5")
    assert hands.window.covers.paper.is_open
    assert known.head() == before
    hands.press("escape")


def test_a_new_person_begins_with_what_was_typed(hands: WindowKeys, known: Play) -> None:
    go(hands)
    hands.type("Lou Petit")
    assert state(hands.window).rows == ()
    hands.press("f8")
    for _ in range(6):
        if hands.state.asking is None:
            hands.press("slash")
        else:
            hands.press("enter")
    assert known.rows("SELECT given, family FROM people_person WHERE family = 'Petit'") == [("Lou", "Petit")]
