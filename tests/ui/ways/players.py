"""Two pairs of hands that go a way through the window: one knows no mouse, the other touches no key but to write."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from concierge_desk.frame.rail import RailButton
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.favourites import Tile as TileButton
from concierge_desk.ui.kit.item_list import ItemList
from concierge_desk.ui.page.card_view import CardView
from tests.ui.pages import presenter
from tests.ui.ways import steps
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.mouse import Mouse

MOST = 60
"""More presses of an arrow lead to nothing."""


class Player:
    """What both have in common: a window, what it shows, and what is typed into its fields."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = WindowKeys(window)

    def go(self, way: tuple[steps.Step, ...]) -> None:
        """Go a way, step by step."""
        for at, step in enumerate(way):
            self._unhurried()
            try:
                getattr(self, type(step).__name__.lower())(step)
            except AssertionError as failure:
                raise AssertionError(f"step {at + 1}, {step}: {failure} · {self.seen()}") from failure

    def home(self) -> None:
        """Be at the counter, with nothing on it: no way begins before."""
        for _ in range(8):
            self.keys.press("escape")
        self.keys.press("home")

    def scan(self, step: steps.Scan) -> None:
        self.keys.scan(step.code)

    def type(self, step: steps.Type) -> None:
        self.keys.type(step.text)

    def name(self, step: steps.Name) -> None:
        self.keys.type(step.text)

    @property
    def shown(self) -> Any:
        """What the page that is open shows: its cards, the question that stands."""
        view = self.window.view
        return self.window.front.state if view.is_home else presenter(self.window, view.page).state

    @property
    def part(self) -> QWidget:
        """What the page that is open is drawn on."""
        view = self.window.view
        return view.counter if view.is_home else view.view_of(view.shown)

    def seen(self) -> str:
        """What stands there, for whoever reads why a way ended."""
        buttons = [one.accessibleName() for one in self._buttons(self.window)]
        state, page = self.shown, self.window.view.page
        asking = getattr(state, "asking", None)
        question = asking.ask.question if asking is not None and asking.ask is not None else ""
        told = getattr(state, "told", None)
        cards = [offer.title for offer in getattr(state, "offers", ())]
        return f"{page=} {question=} {cards=} told={told and told.text!r} {buttons=}"

    def _unhurried(self) -> None:
        """Let every page go by the clock of these hands: no press of theirs is the second half of another one."""
        for bound in self.window.pages.bound.values():
            if hasattr(bound.presenter, "_monotonic"):
                bound.presenter._monotonic = self.window._monotonic

    def _buttons(self, within: QWidget) -> list[QAbstractButton]:
        """The buttons that are seen on something."""
        return [one for one in within.findChildren(QAbstractButton) if one.isVisible()]

    def _lines(self, label: str) -> list[QAbstractButton]:
        """The lines of a list of choices that is seen and that begin so, behind their numbers."""
        return [
            one
            for one in self._buttons(self.part)
            if _plain(one.accessibleName()).partition(". ")[2].startswith(label)
        ]

    def _option(self, label: str) -> int:
        """The place of an option of the question that stands."""
        options = self.shown.asking.ask.options
        found = [
            place
            for place, one in enumerate(options)
            if _plain(f"{one.label} {one.detail}").startswith(label)
        ]
        assert found, (label, [(one.label, one.detail) for one in options])
        return found[0]

    def _list(self) -> tuple[QAbstractItemView, list[str]]:
        """The list that is seen on the page, and what stands in its rows."""
        (listed,) = [one for one in self.part.findChildren(ItemList) if one.isVisible()]
        model = listed.model()
        return listed, [str(model.index(place, 0).data()) for place in range(model.rowCount())]


class ByKeys(Player):
    """Keys alone."""

    def page(self, step: steps.Page) -> None:
        if step.key:
            self.keys.press(step.key)
        else:
            self.keys.type(step.word)
            self.keys.press("enter")

    def press(self, step: steps.Press) -> None:
        if step.key.isdecimal():
            self.keys.type(step.key)
        else:
            self.keys.press(step.key)

    def tile(self, step: steps.Tile) -> None:
        titles = [f"{offer.title}, {offer.detail}" for offer in self.window.front.state.favourites]
        (place,) = [place for place, title in enumerate(titles) if _plain(title).startswith(step.label)]
        self.keys.favourite(place)

    def section(self, step: steps.Section) -> None:
        labels = [section.label for section in self.shown.sections]
        assert step.label in labels, labels
        while (by := labels.index(step.label) - self.shown.at) != 0:
            self.keys.press("f6" if by > 0 else "f5")

    def card(self, step: steps.Card) -> None:
        assert self.shown.offers, "no cards"
        titles = [_plain(offer.title) for offer in self.shown.offers]
        places = [place for place, title in enumerate(titles) if title.startswith(step.title)]
        assert places, titles
        while (by := places[0] - self.shown.selected) != 0:
            self.keys.press("down" if by > 0 else "up")

    def act(self, step: steps.Act) -> None:
        self._until(
            "right",
            lambda: self.shown.chosen is not None and _plain(self.shown.chosen.label).startswith(step.label),
        )
        if step.seen:
            options = self.shown.chosen.asks[0].options
            (place,) = [at for at, one in enumerate(options) if _plain(one.label).startswith(step.seen)]
            self.keys.type(str(place + 1))
        self.keys.press("slash")

    def row(self, step: steps.Row) -> None:
        listed, rows = self._list()
        assert any(step.text in row for row in rows), rows
        self._until("down", lambda: step.text in str(listed.currentIndex().data()))

    def choose(self, step: steps.Choose) -> None:
        asking = getattr(self.shown, "asking", None)
        if asking is None:
            self.keys.type(self._lines(step.label)[0].accessibleName().partition(".")[0])
            self.keys.press("enter")
            return
        place, seen = self._option(step.label), asking.ask.seen
        self.keys.type(str(place + 1))
        self.keys.press("slash" if seen else "enter")

    def write(self, step: steps.Write) -> None:
        seen = self.shown.asking is not None and self.shown.asking.ask.seen
        self.keys.type(step.text)
        self.keys.press("slash" if seen else "enter")

    def _until(self, key: str, so: Any) -> None:
        for _ in range(MOST):
            if so():
                return
            self.keys.press(key)
        raise AssertionError(f"{key} leads nowhere")


class ByMouse(Player):
    """The mouse alone, but for the content of fields."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.mouse = Mouse(window)

    def page(self, step: steps.Page) -> None:
        rail = [
            one
            for one in self.window.findChildren(RailButton)
            if _plain(one.accessibleName()).startswith(step.label)
        ]
        if any(one.isVisible() for one in rail):
            self.mouse.press_at(rail[0])
            return
        self.mouse.press("Aide")
        self.mouse.press(step.label, self.window.covers.help)

    def press(self, step: steps.Press) -> None:
        self._button(step.label, self.window)

    def tile(self, step: steps.Tile) -> None:
        found = [one for one in self.window.findChildren(TileButton) if one.isVisible()]
        (tile,) = [one for one in found if _plain(one.accessibleName()).startswith(step.label)]
        self.mouse.press_at(tile, QPoint(20, 20))

    def section(self, step: steps.Section) -> None:
        self.row(steps.Row(step.label))

    def card(self, step: steps.Card) -> None:
        cards = [one for one in self.part.findChildren(CardView) if one.isVisible() and one.offer]
        found = [
            one for one in cards if one.offer is not None and _plain(one.offer.title).startswith(step.title)
        ]
        assert found, [one.offer.title for one in cards if one.offer]
        self.mouse.press_at(found[0], QPoint(24, 16))

    def act(self, step: steps.Act) -> None:
        self._button(step.seen or step.label, self.part)

    def row(self, step: steps.Row) -> None:
        listed, rows = self._list()
        (place, *_) = [at for at, row in enumerate(rows) if step.text in row]
        index = listed.model().index(place, 0)
        listed.scrollTo(index)
        QApplication.processEvents()
        self.mouse.press_at(listed.viewport(), listed.visualRect(index).center())

    def choose(self, step: steps.Choose) -> None:
        if getattr(self.shown, "asking", None) is None:
            self.mouse.press_at(self._lines(step.label)[0])
            return
        place = self._option(step.label)
        # Bands of weight bear no number.
        begins = (f"{place + 1}. ", self.shown.asking.ask.options[place].label)
        found = [one for one in self._buttons(self.part) if one.accessibleName().startswith(begins)]
        assert found, "no such option"
        self.mouse.press_at(found[0])

    def write(self, step: steps.Write) -> None:
        self.keys.type(step.text)
        self._button("Confirmer", self.part)

    def _button(self, label: str, within: QWidget) -> None:
        found = [
            one
            for one in self._buttons(within)
            if one.isEnabled() and any(said.startswith(label) for said in _said(one))
        ]
        assert found, f"no button {label}"
        self.mouse.press_at(found[0])
        wait_quiet(self.window)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def _said(button: QAbstractButton) -> tuple[str, str]:
    """What stands on a button, and what is spoken of it."""
    label = getattr(button, "label", None)
    return _plain(label() if callable(label) else ""), _plain(button.accessibleName())
