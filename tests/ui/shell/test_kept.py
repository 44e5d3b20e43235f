"""What is kept from one picture to the next, so that nothing is laid out or made twice: and never what is old."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.counter.offers import Offer, OfferedAct
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.shell.cards import CardView, Dress
from concierge_desk.ui.shell.overlay import Flash

OFFER = Offer("relay", "c-1", "Colissimo 6A", (OfferedAct("Hand over", "relay.hand_over"),), detail="today")


def test_a_card_with_the_same_words_stands_for_the_new_offer(dress: Any) -> None:
    dress("light")
    card = CardView("en")
    card.resize(800, 100)
    card.show_offer(OFFER, Dress())
    before = card.written()
    other = replace(OFFER, ref="c-2")
    card.show_offer(other, Dress())
    assert card.offer is other
    assert card.written() == before


def test_a_card_is_laid_out_anew_for_other_words_another_dress_and_another_size(dress: Any) -> None:
    dress("light")
    card = CardView("en")
    card.resize(800, 100)
    card.show_offer(OFFER, Dress())
    first = card.written()
    card.show_offer(replace(OFFER, detail="yesterday"), Dress())
    second = card.written()
    assert [one.text for one in second] != [one.text for one in first]
    card.show_offer(card.offer or OFFER, Dress(above=True))
    assert {"↑"} <= {one.text for one in card.written()}
    dress("light", 2.0)
    assert card.written()[0].rect.height() > second[0].rect.height()


def test_keys_that_stay_the_same_are_not_made_anew(dress: Any) -> None:
    dress("light")
    button = ActionButton("Pay", ("+",))
    caps = button.findChildren(KeyCap)
    button.set_keys(("+",))
    assert button.findChildren(KeyCap) == caps
    button.set_keys(("*",))
    assert button.keys() == ("*",)


def test_words_keep_their_look_and_height_in_another_window(dress: Any) -> None:
    dress("light")
    words = Words("One line and a second one", "title", "bad")
    low = words.heightForWidth(600)
    first, second = QWidget(), QWidget()
    for window in (first, second):
        QVBoxLayout(window).addWidget(words)
        window.ensurePolished()
        assert words.font().pixelSize() == theme.current().title
        assert words.palette().windowText().color().name() == theme.current().bad.lower()
    assert words.heightForWidth(60) > low
    words.setText("One")
    assert words.heightForWidth(60) == low
    dress("light", 2.0)
    assert words.heightForWidth(60) > low


def test_a_theme_that_is_put_on_after_building_looks_the_same(qapp: Any, dress: Any) -> None:
    dress("light")
    built = ActionButton("Pay", ("+",), "primary")
    built.resize(300, 60)
    worn = built.grab().toImage()
    qapp.setStyleSheet("")
    theme.choose_theme(qapp, "light")
    late = ActionButton("Pay", ("+",), "primary")
    late.resize(300, 60)
    theme.dress(qapp)
    assert late.grab().toImage() == worn


def test_a_flash_is_painted_at_the_edge_alone(qtbot: Any, dress: Any) -> None:
    dress("light")
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(400, 300)
    flash = Flash(around)
    flash.flash("good")
    assert flash.mask().contains(QPoint(3, 150))
    assert not flash.mask().contains(QPoint(200, 150))


def test_nothing_that_covers_the_counter_is_made_before_it_is_opened(window: Any) -> None:
    assert not window.covers.made
    window.covers.help.unfold()
    assert window.covers.made == (window.covers.help,)
    assert window.covers.help is window.covers.help
