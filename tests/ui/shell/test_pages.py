"""The other pages: the day, a service, what the bag brought; each says where one stands and what to do."""

from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct
from concierge_desk.pages.counter.favourites import Tile
from concierge_desk.pages.counter.state import Missed, State
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.question_view import AskingPanel
from concierge_desk.ui.presenter.asking import Asking
from concierge_desk.ui.presenter.request import PARKED
from tests.ui.pages import open_view, view
from tests.ui.shell.pictures import (
    ARRIVING,
    BAG,
    EMPTY,
    EVENINGS,
    FAVOURITES,
    FOUND,
    MISSED,
    MONEY,
    PAID,
    PARCEL,
    PAYING,
    REFUSED,
    SEEN,
    STATUS,
)


def said(part: Any) -> list[str]:
    return [one.text() for one in part.findChildren(Words) if one.isVisibleTo(part)]


@pytest.mark.usefixtures("window")
def test_a_day_is_asked_and_answered_as_it_is_said(qtbot: Any) -> None:
    """What is proposed and what was answered before are dates of the journal: people read days."""
    asks = (
        Ask("presented_day", "Of which day?", "day", proposal="2026-11-25"),
        Ask("label_deadline_day", "Until when?", "day", optional=True),
        Ask("note", "What else?", "text", proposal="2026-11-25"),
    )
    act = OfferedAct("Put on the shelf", asks=asks)
    asking = Asking(Offer("relay", "c-1", "A parcel", (act,)), act, "op")
    panel = AskingPanel()
    qtbot.addWidget(panel)
    for answers, told, others in (
        ((), "Wed 25 Nov 2026 is proposed: confirm it, or type another.", ["Of which day?"]),
        (("2027-01-04",), "Type the date in the line above, such as 24/11.", ["Mon 4 Jan 2027"]),
        # A text is what was typed, whatever it looks like.
        (
            ("2027-01-04", None),
            "2026-11-25 is proposed: confirm it, or type another.",
            ["Mon 4 Jan 2027", "—"],
        ),
    ):
        panel.show_asking(replace(asking, answers=answers), "")
        shown = [text.replace("\u00a0", " ") for text in said(panel)]
        assert {told, *others} <= set(shown), shown


@pytest.mark.parametrize(
    ("picture", "next_one"),
    [
        ("open", "Count and close"),
        ("late", "Close the day that was left open"),
        ("to_open", "Open the day"),
        ("owes", "Write the report"),
        ("visits", "Go on"),
        ("count", "Counted"),
        ("gap", "Close the day and write the report"),
        ("stick", "Copy onto the stick"),
        ("over", "Done"),
    ],
)
def test_the_day_says_what_its_key_does_next(window: Any, picture: str, next_one: str) -> None:
    day = view(window, "day")
    open_view(window, "day")
    day.show_state(EVENINGS[picture])
    (button,) = [one for one in day.findChildren(ActionButton) if one.isVisible() and "F10" in said(one)]
    assert next_one in said(button)


@pytest.mark.parametrize("picture", ["visits", "count"])
def test_before_the_count_no_sum_of_the_drawer_is_on_the_page(window: Any, qapp: Any, picture: str) -> None:
    day = view(window, "day")
    open_view(window, "day")
    day.show_state(EVENINGS[picture])
    qapp.processEvents()
    shown = " ".join(words.text() for words in day.findChildren(Words) if words.isVisible())
    drawer = [MONEY.big[0].value, MONEY.big[1].value, *(figure.value for figure in MONEY.figures)]
    assert not [sum_ for sum_ in drawer if sum_ in shown]
    day.show_state(EVENINGS["gap"])
    qapp.processEvents()
    shown = " ".join(words.text() for words in day.findChildren(Words) if words.isVisible())
    assert "2,00" in shown


def test_the_counter_says_that_no_day_is_open_and_one_button_opens_it(window: Any, qtbot: Any) -> None:
    counter = window.view.counter
    window.view.show_state(State())
    assert "Ready" in said(counter)
    window.view.show_status(replace(STATUS, open=False))
    assert "The day is not open." in said(counter)
    assert "Ready" not in said(counter)
    (button,) = [one for one in counter.findChildren(ActionButton) if one.label() == "Open the day"]
    assert button.isVisibleTo(counter) and button.keys() == (cap("enter"),)
    with qtbot.waitSignal(counter.opened) as asked:
        button.click()
    assert asked.args == ["day.open"]
    window.view.show_state(FOUND)
    assert "The day is not open." in said(counter)
    window.view.show_status(STATUS)
    window.view.show_state(State())
    assert "Ready" in said(counter)
    assert not any("not open" in one for one in said(counter))


def test_a_day_that_is_to_be_closed_first_is_not_to_be_opened(window: Any, qtbot: Any) -> None:
    window.view.show_status(replace(STATUS, open=False, to_close=True))
    counter = window.view.counter
    assert "An earlier day is to be closed first." in said(counter)
    assert not window.view.opens_day
    (button,) = [one for one in counter.findChildren(ActionButton) if one.label() == "Close it"]
    with qtbot.waitSignal(counter.keyed) as pressed:
        button.click()
    assert pressed.args == ["f10"]


@pytest.mark.parametrize(
    ("status", "opens", "label"),
    [
        ({"open": True}, False, ""),
        ({"open": False}, True, "Open the day"),
        ({"open": False, "closed": "Z-2026-0001"}, False, "Reopen the day"),
        ({"open": False, "closed": "Z-2026-0001", "doubt": "Two dates."}, True, "Say which day it is"),
    ],
)
def test_enter_opens_a_day_and_never_a_closed_one_again(
    window: Any, status: dict[str, Any], opens: bool, label: str
) -> None:
    window.view.show_status(replace(STATUS, **status))
    assert window.view.opens_day == opens
    labels = {one.label() for one in window.view.counter.findChildren(ActionButton)}
    assert not label or label in labels


def test_the_visits_set_aside_are_asked_for_from_the_days_page(window: Any, fed: Any) -> None:
    window.view.show_status(replace(STATUS, parked=2))
    window.pages.open("day")
    window.tasks.wait_idle()
    view(window, "day").show_state(EVENINGS["open"])
    assert "2 visits are set aside." in said(view(window, "day"))
    view(window, "day").overview._resume.click()
    assert [given.ref for given in fed] == [PARKED]
    assert window.view.page == "counter"


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


def test_a_missed_code_is_said_once_in_its_banner(window: Any) -> None:
    one_code = replace(MISSED, missed=MISSED.missed[:1])
    window.view.show_state(one_code)
    sentence = one_code.missed[0].text
    assert [one.text() for one in window.view.counter.findChildren(Banner)].count(sentence) == 1
    assert sentence not in said(window.view.foot)
    window.view.show_state(replace(MISSED, missed=()))
    assert sentence in said(window.view.foot)


def test_many_missed_codes_are_one_banner_that_counts_them(window: Any) -> None:
    again = replace(MISSED.missed[1], times=3)
    window.view.show_state(replace(MISSED, missed=(MISSED.missed[0], again)))
    (banner,) = [one for one in window.view.counter.findChildren(Banner) if one.isVisibleTo(window.view)]
    assert banner.text().startswith("2 codes were not understood: ZZ9 ×\u00a03, 3017620422003.")
    window.view.show_state(EMPTY)
    many = tuple(Missed(f"ZZ{n}", "…") for n in range(20))
    window.view.show_state(replace(MISSED, missed=many))
    (banner,) = [one for one in window.view.counter.findChildren(Banner) if one.isVisibleTo(window.view)]
    assert "20 codes" in banner.text() and "ZZ19" in banner.text() and "ZZ11," not in banner.text()


@pytest.mark.parametrize(
    "stands",
    [{"asking": SEEN.asking}, {"paying": PAYING.paying}, {"giving": True}],
    ids=lambda one: next(iter(one)),
)
def test_one_button_alone_has_the_key_of_escape(window: Any, stands: dict[str, Any]) -> None:
    def keys_of(label: str) -> list[tuple[str, ...]]:
        found = window.view.counter.findChildren(ActionButton)
        return [one.keys() for one in found if one.label() == label and one.isVisibleTo(window.view)]

    window.view.show_state(MISSED)
    assert keys_of("Seen") == [(cap("escape"),)]
    window.view.show_state(EMPTY)
    window.view.show_state(replace(MISSED, **stands))
    assert keys_of("Seen") == [()]


def test_what_is_given_back_for_a_ticket_is_as_large_as_change(window: Any) -> None:
    panel = window.view.visit.paid
    back = replace(PAID.paid, ticket="T-2026-000124", due_cents=-240, given_cents=-240, back_cents=240)
    window.view.show_state(replace(PAID, paid=back))
    assert panel.accessibleName() == "Money given back · Espèces. To give back 2,40\u00a0€"
    assert panel._change.cents() == 240 and panel._change.isVisibleTo(panel)
    assert "Given" not in said(panel) and "Money given back · Espèces" in said(panel)


def test_an_exact_sum_gives_nothing_back(window: Any) -> None:
    panel = window.view.visit.paid
    window.view.show_state(replace(PAID, paid=replace(PAID.paid, given_cents=1815, back_cents=0)))
    assert panel.accessibleName() == "Paid · Espèces. Exact sum, nothing to give back"
    assert "Exact sum, nothing to give back" in said(panel)
    assert "To give back" not in said(panel)
    window.view.show_state(PAID)
    assert "To give back" in said(panel)
    assert "Exact sum, nothing to give back" not in said(panel)


def test_keys_that_take_money_are_shown_where_they_are_read(window: Any) -> None:
    visit = window.view.visit
    window.view.line.setText("50")
    window.view.show_state(FOUND)
    taking = [one for one in visit._buttons.findChildren(ActionButton) if one is not visit._buttons._write]
    shown = [one.keys() for one in taking]
    assert shown == [("+",), ("50", "+"), ("*",)]
    window.pages.open("relay")
    window.view.show_state(FOUND)
    window.view.show_state(PAYING)
    assert not any(one.keys() for one in taking)
    assert visit.paying._confirm.keys() == ()
    open_view(window, "counter")
    assert [one.keys() for one in taking] == shown
    assert visit.paying._confirm.keys() == ("*",)


def test_beside_a_long_title_the_price_stands_right_under_its_own(window: Any, qapp: Any) -> None:
    long = replace(FAVOURITES[0], title="Timbre Lettre internationale vers le monde entier 20 g")
    window.view.show_state(State(favourites=(FAVOURITES[1], long)))
    for _ in range(3):
        qapp.processEvents()
    short, high = window.view.counter.findChildren(Tile)[:2]
    assert short.height() == high.height()
    gaps = [tile._price.y() - tile._title.geometry().bottom() for tile in (short, high)]
    assert gaps[0] == gaps[1] < 8
    assert short._title.y() == high._title.y()


def test_the_practice_band_is_seen_in_a_theme_without_soft_grounds(
    window: Any, qapp: Any, dress: Any
) -> None:
    for name in ("light", "contrast"):
        dress(name, 1.0)
        window.view.show_status(STATUS)
        qapp.processEvents()
        band = window.view.band
        picture = band.grab().toImage()
        ground = picture.pixelColor(20, band.height() // 2).name()
        assert ground not in {theme.current().ground.lower(), theme.current().card.lower()}
        assert picture.pixelColor(20, 0).name() != ground
        assert band.palette().color(band.foregroundRole()).name() != ground
