"""Rail at the left: the pages one can go to, and what waits there; at 200 % text it folds to pictures and keys."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import SizedByRow
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import OWN_KEYS, cap
from concierge_desk.ui.kit.layouts import ColumnLayout, RowLayout
from concierge_desk.ui.kit.marks import Badge
from concierge_desk.ui.kit.screen_reader.accessible import as_tab
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tokens import Tokens
from concierge_desk.ui.kit.widgets import ask_height, in_sight, scrolled
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.page import Page

_SIDE = 0.75
"""At the left and at the right of them all."""


_HALF_LETTERS = 29
"""Width of the rail with names, in halves of a title's height: a name of three words, the number of a full shelf and a
key stand in one line."""


def rail_width(tokens: Tokens) -> int:
    """Return the width of the rail where it shows names; the scan line begins where it ends."""
    return tokens.title * _HALF_LETTERS // 2


class RailButton(SizedByRow, QAbstractButton):
    """One entry: a picture, a name, how many things wait, and the key that opens it from here."""

    heard_as = as_tab

    def __init__(self, page: Page, key: str) -> None:
        """Lead to a page; `key` opens it, empty where none does."""
        super().__init__()
        self._label, self._icon = say(page.title), page.icon
        self._key = cap(key) if key else ""
        # From another page such a key opens none: it is drawn at the counter alone.
        self._from_home = key in OWN_KEYS
        self._count = 0
        self._folded, self._home = False, True
        self._picture = Icon(self._icon, "muted")
        self._words = Words(self._label, "text")
        self._badge = Badge()
        self._cap = KeyCap(self._key)
        self._on_cap = KeyCap(self._key, "accent")
        self._row = RowLayout(self, margin=(1, 0.5), gap=0.75).put(
            self._picture, self._words, self._badge, self._cap, self._on_cap, grows=self._words
        )
        for part in (self._words, self._badge):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ask_height(self, QSizePolicy.Policy.Fixed)
        self.setToolTip(self._label)
        self.toggled.connect(self._dress)
        self._name()
        theme.on_change(self)

    def show_waiting(self, count: int) -> None:
        """Show how many things wait."""
        self._count = count
        self._badge.show_count(count)
        self._name()

    def fold(self, folded: bool) -> None:
        """Show the picture alone, or the name too."""
        self._folded = folded
        self._dress()

    def stand_at(self, *, home: bool) -> None:
        """Draw its key where it opens the page: one that each page gives a meaning of its own at the counter alone."""
        self._home = home
        self._dress()

    def fit(self) -> None:
        """Take sizes of the theme."""
        tokens = theme.current()
        self.setMinimumHeight(tokens.target + 2)
        self._dress()

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        wrapped = self._row.heightForWidth(width) if self._row.hasHeightForWidth() else 0
        return max(wrapped, self._row.sizeHint().height() if self._folded else 0, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Press with the space bar only: Enter, which scanners send, never acts."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ground of the page that is open, and the ring of the keyboard."""
        tokens = theme.current()
        fill = tokens.accent if self.isChecked() else tokens.hover if self.underMouse() else ""
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), fill, radius=tokens.corner)
            if self.hasFocus():
                ring = tokens.on_accent if self.isChecked() else tokens.focus
                draw_box(
                    painter, self.rect().adjusted(2, 2, -2, -2), "", radius=tokens.corner - 2, edge=(ring, 2)
                )

    def _dress(self) -> None:
        on = self.isChecked()
        self._words.dye("on_accent" if on else "ink")
        self._words.setVisible(not self._folded)
        self._picture.draw(self._icon, "on_accent" if on else "muted")
        keyed = bool(self._key) and (self._home or not self._from_home)
        self._cap.setVisible(keyed and not on)
        self._on_cap.setVisible(keyed and on)
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        waiting = f" ({self._count})" if self._count else ""
        self.setAccessibleName(f"{self._label}{waiting}")
        self.setAccessibleDescription(self._key)


class Rail(QFrame):
    """Column of all page buttons; the last ones stand at its foot.

    Attributes:
        went: An entry was pressed: its code.
    """

    went = Signal(str)

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setProperty("surface", "rail")
        self.setAccessibleName(say("Pages"))
        entries_held = QWidget()
        self._column = ColumnLayout(entries_held, margin=(_SIDE, 1.5, _SIDE, 1), gap=0.5)
        self._area = scrolled(entries_held)
        entries_held.installEventFilter(self)
        ColumnLayout(self).addWidget(self._area)
        self._buttons: dict[str, RailButton] = {}
        self._keys: set[str] = set()
        self._off: frozenset[str] = frozenset()
        self._group = QButtonGroup(self)
        self._folded = False
        self._column.addStretch(1)
        self._upper: list[RailButton] = []
        for page in pages:
            self.add(page)
        theme.on_change(self)

    def add(self, page: Page) -> None:
        """Lead to one more page that has a place in the rail, below those that are there."""
        if not page.in_rail:
            return
        if page.at_foot:
            self._put(page, self._column.count())
            return
        button = self._put(page, len(self._upper))
        if page.once_used:
            # Until the desk says otherwise.
            self.keep_off({*self._off, page.code})
        if self._upper:
            self.setTabOrder(self._upper[-1], button)
        self._upper.append(button)

    def leave_out(self, code: str) -> None:
        """Lead no more to a page."""
        if code in self._buttons:
            self._buttons[code].hide()

    def keep_off(self, codes: Collection[str]) -> None:
        """Lead no more to some pages, and again to those that are not among them."""
        for code in codes:
            if code in self._buttons:
                self._buttons[code].hide()
        for code in self._off.difference(codes):
            self._buttons[code].show()
        self._off = frozenset(codes) & self._buttons.keys()

    def show_page(self, code: str, *, home: bool) -> None:
        """Mark the page that is open, where it has a place here; `home` says that it is the counter's."""
        if code in self._buttons:
            self._buttons[code].setChecked(True)
            # With many services the column scrolls.
            in_sight(self._buttons[code])
        elif (marked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            marked.setChecked(False)
            self._group.setExclusive(True)
        for button in self._buttons.values():
            button.stand_at(home=home)

    def show_waiting(self, waiting: Mapping[str, int]) -> None:
        """Show how many things wait, by page."""
        for code, button in self._buttons.items():
            button.show_waiting(waiting.get(code, 0))
        self.fit()

    def fold(self, folded: bool) -> None:
        """Show pictures alone, or names."""
        self._folded = folded
        for button in self._buttons.values():
            button.fold(folded)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Be as wide as the entries once they are laid out anew: in another size of the text each after the other."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Take the width of the theme."""
        # Where it is folded, as wide as the widest badge and the bar that scrolls.
        folded = self._column.sizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(folded if self._folded else rail_width(theme.current()))

    def _put(self, page: Page, place: int) -> RailButton:
        # Of several pages behind one key, it opens the first.
        button = RailButton(page, "" if page.key in self._keys else page.key)
        self._keys.add(page.key)
        button.clicked.connect(lambda _checked=False, code=page.code: self.went.emit(code))
        self._group.addButton(button)
        self._buttons[page.code] = button
        button.fold(self._folded)
        self._column.insertWidget(place, button)
        return button
