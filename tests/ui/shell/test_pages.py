"""The other pages: the day, a service, what the bag brought; each says where one stands and what to do."""

from dataclasses import replace
from typing import Any

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.words import Words
from tests.ui.shell.pictures import ARRIVING, BAG, FOUND, PARCEL, REFUSED, STATUS


def said(part: Any) -> list[str]:
    return [one.text() for one in part.findChildren(Words) if one.isVisibleTo(part)]


def test_an_open_day_says_how_it_is_closed(window: Any) -> None:
    window.view.day.show_status(STATUS)
    told = said(window.view.day)
    assert "1 visit is set aside." in told
    assert any("concierge-desk day close" in one for one in told)
    assert not any("day open" in one for one in told)


def test_a_day_that_is_not_open_says_how_it_is_opened(window: Any) -> None:
    window.view.day.show_status(replace(STATUS, open=False, parked=0))
    told = said(window.view.day)
    assert any("concierge-desk day open" in one for one in told)
    assert not any("day close" in one for one in told)
    assert "No visit is set aside." in told


def test_a_visit_set_aside_is_taken_up_from_the_days_page(window: Any, fed: Any) -> None:
    window.view.show_status(replace(STATUS, parked=2))
    window._go("day")
    assert "2 visits are set aside." in said(window.view.day)
    take_up = [one for one in window.view.day.findChildren(ActionButton) if one.isVisibleTo(window.view.day)]
    take_up[0].click()
    assert [given.key for given in fed] == ["park"]
    assert window.view.page == "counter"


def test_a_service_says_how_many_wait_and_that_none_does(window: Any) -> None:
    page = window.view.services["relay"]
    page.show_offers(())
    assert "Nothing waits here" in said(page)
    page.show_offers((PARCEL,))
    assert any(one.startswith("1 waits") for one in said(page))
    page.show_offers((PARCEL, PARCEL))
    assert any(one.startswith("2 wait.") for one in said(page))


def test_the_bag_shows_what_came_in_last_first(window: Any, qapp: Any) -> None:
    arrivals = window.view.counter._arrivals
    window.view.show_state(BAG)
    assert "Scan the first item of the bag" in said(arrivals)
    window.view.show_state(ARRIVING)
    qapp.processEvents()
    shown = said(arrivals)
    assert [one for one in shown if one in ARRIVING.arrived] == list(ARRIVING.arrived)
    window.view.show_state(FOUND)
    assert not arrivals.isVisibleTo(window)


def test_a_line_that_cannot_be_charged_says_why_and_shows_no_amount(window: Any) -> None:
    window.view.show_state(REFUSED)
    lines = window.view.visit._lines
    assert "Aucun tarif n’est en vigueur." in said(lines.view(3))
    assert "?" in said(lines.view(3))
    assert lines.view(1).accessibleName().endswith("chosen")
    assert "A note of services is due before this is paid." in said(window.view.visit)


def test_a_card_is_kept_and_filled_anew(window: Any) -> None:
    counter = window.view.counter
    window.view.show_state(FOUND)
    before = list(counter._cards)
    window.view.show_state(replace(FOUND, offers=(replace(PARCEL, title="Lettre recommandée"),)))
    assert counter._cards == before
    assert before[0].offer.title == "Lettre recommandée"
    assert not before[1].isVisibleTo(counter)


def test_the_rule_stands_right_under_its_card(window: Any) -> None:
    counter = window.view.counter
    other = replace(PARCEL, rule="Deux pièces.", ref="c-2")
    window.view.show_state(replace(FOUND, offers=(PARCEL, other), selected=1))
    order = [counter._column.itemAt(place).widget() for place in range(counter._column.count() - 1)]
    assert order.index(counter._rule) == order.index(counter._cards[1]) + 1
    assert counter._rule.text() == "Deux pièces."
    window.view.show_state(replace(FOUND, offers=(replace(PARCEL, rule=""),)))
    assert not counter._rule.isVisibleTo(counter)
