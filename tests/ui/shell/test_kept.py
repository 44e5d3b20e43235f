"""What is kept from one picture to the next, so that nothing is laid out or made twice: and never what is old."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Option
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.overlay import Flash
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.card_view import CardView, Dress
from tests.sizes import few

OFFER = Offer("relay", "c-1", "Colissimo 6A", (OfferedAct("Hand over", "relay.hand_over"),), detail="today")


class Seen(QObject):
    """Which widgets got an event of a kind."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.widgets: list[QObject] = []

    def eventFilter(self, on: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        if event.type() is self._kind:
            self.widgets.append(on)
        return False


def test_a_card_with_the_same_words_stands_for_the_new_offer(dress: Any) -> None:
    dress("light")
    card = CardView()
    card.resize(800, 100)
    card.show_offer(OFFER, Dress())
    before = card.written()
    other = replace(OFFER, ref="c-2")
    card.show_offer(other, Dress())
    assert card.offer is other
    assert card.written() == before


DOCUMENT = Ask("id_document", "Which?", "choice", (Option("Card", "c"), Option("Pass", "p")), "c", seen=True)
CARDS = {
    "one act": OFFER,
    "two acts": replace(OFFER, ref="c-2", acts=(*OFFER.acts, OfferedAct("Label", paper="label:c-2"))),
    "documents": replace(
        OFFER, ref="c-3", acts=(OfferedAct("Seen", "x", {}, (DOCUMENT,)), OfferedAct("Another shelf", "y"))
    ),
    "many acts": replace(
        OFFER, ref="c-4", acts=tuple(OfferedAct(f"Something else {at}", "z") for at in range(9))
    ),
    "somebody's": replace(OFFER, ref="c-5", person="Mme Martin Claire"),
}


def placed(card: CardView) -> list[Any]:
    """Where the buttons of a card stand and how high it is."""
    parts = [part for part in card.findChildren(QWidget) if part.isVisibleTo(card) and part.height() > 0]
    return [card.height(), sorted((type(part).__name__, part.geometry().getRect()) for part in parts)]


@few(20)
@pytest.mark.parametrize("after", CARDS)
@pytest.mark.parametrize("before", [None, *CARDS])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_card_stands_as_if_it_were_the_first(
    qtbot: Any, qapp: Any, dress: Any, before: str | None, after: str, scale: float
) -> None:
    """Nothing of the card before is left: neither a row that is missing, nor an empty one."""

    def shown(*names: str | None) -> list[Any]:
        page = QWidget()
        qtbot.addWidget(page)
        column, card = QVBoxLayout(page), CardView()
        column.addWidget(card)
        column.addStretch(1)
        page.resize(700, 900)
        page.show()
        for name in names:
            card.show_offer(OFFER if name is None else CARDS[name], Dress(selected=name is not None))
            for _ in range(4):
                qapp.processEvents()
        return placed(card)

    dress("light", scale)
    first = shown(after)
    # Laid out once more at its width: what a change of the window would show.
    assert first == shown(None, after) == shown(before, after) == shown(before, None, after)
    more = [one for one in first[1] if one[0] == "MoreActs"]
    assert not more or all(one[1][3] > 20 for one in more), "its other acts have room"


def test_a_card_is_laid_out_anew_for_other_words_another_dress_and_another_size(dress: Any) -> None:
    dress("light")
    card = CardView()
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


def test_a_chosen_card_is_laid_out_anew_for_other_acts_and_other_documents_alone(dress: Any) -> None:
    def hand_over(*documents: str) -> OfferedAct:
        options = tuple(Option(label, label) for label in documents)
        return OfferedAct(
            "Hand over", asks=(Ask("id", "Which?", "choice", options, documents[0], seen=True),)
        )

    dress("light")
    card = CardView()
    card.resize(800, 100)
    offer = replace(OFFER, acts=(hand_over("Passport", "Card"), OfferedAct("Label")))
    card.show_offer(offer, Dress(selected=True))
    first = card.written()
    card.show_offer(replace(offer, ref="c-2"), Dress(selected=True))
    assert card.written() is first
    for acts in (
        (hand_over("Passport", "Card"), OfferedAct("Notice")),
        (hand_over("Passport", "Licence"), OfferedAct("Notice")),
        (hand_over("Passport", "Licence"),),
    ):
        card.show_offer(replace(offer, acts=acts), Dress(selected=True))
        seen = {words.text() for words in card.findChildren(Words) if not words.isHidden()}
        assert {act.label for act in acts} <= seen
        assert {option.label for option in acts[0].asks[0].options} <= seen
        assert card.written() is not first
        first = card.written()


def test_a_page_is_measured_for_the_width_it_has(window: Any) -> None:
    page = window.view.counter
    page.show_state(State(offers=(OFFER, replace(OFFER, ref="c-2", detail="word " * 90))), "")
    window.tasks.wait_idle()
    assert page.sizeHint().height() == page.heightForWidth(page.width())
    assert page.sizeHint().height() > page.heightForWidth(2 * page.width())


def test_nothing_is_drawn_because_the_desk_is_at_work(window: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[State] = []
    monkeypatch.setattr(window.view.foot, "show_state", drawn.append)
    state = State(offers=(OFFER,))
    for picture in (state, replace(state, busy=True), state, replace(state, heading="Kess")):
        window.view.show_state(picture)
    assert drawn == [state, replace(state, heading="Kess")]


def test_the_same_words_on_a_button_lay_nothing_out(qtbot: Any, dress: Any) -> None:
    dress("light")
    around = QWidget()
    qtbot.addWidget(around)
    button = ActionButton("Pay")
    QVBoxLayout(around).addWidget(button)
    around.show()
    qtbot.waitExposed(around)
    QCoreApplication.sendPostedEvents()
    laid = Seen(QEvent.Type.LayoutRequest)
    around.installEventFilter(laid)
    for label, count in (("Pay", 0), ("Pay all", 1)):
        button.set_label(label)
        QCoreApplication.sendPostedEvents()
        assert len(laid.widgets) == count
    assert button.accessibleName() == "Pay all"


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


@pytest.mark.parametrize(("tone", "opaque"), [("good", True), ("bad", False)])
def test_nothing_under_a_solid_frame_is_painted(qtbot: Any, dress: Any, tone: str, opaque: bool) -> None:
    dress("light")
    around = QWidget()
    below = QWidget(around)
    qtbot.addWidget(around)
    around.resize(400, 300)
    below.resize(400, 8)
    flash = Flash(around)
    around.show()
    qtbot.waitExposed(around)
    painted = Seen(QEvent.Type.Paint)
    below.installEventFilter(painted)
    flash.flash(tone)
    QCoreApplication.processEvents()
    assert bool(painted.widgets) is not opaque
    ink, _soft = theme.current().tone(tone)
    seen = around.grab().toImage()
    edge = {seen.pixelColor(x, y).name() for x in (0, 200, 399) for y in (0, 299)}
    assert ink.lower() in edge
    assert (len(edge) == 1) is opaque


def test_nothing_that_covers_the_counter_is_made_before_it_is_opened(window: Any) -> None:
    assert not window.covers.made
    window.covers.help.unfold()
    assert window.covers.made == (window.covers.help,)
    assert window.covers.help is window.covers.help
