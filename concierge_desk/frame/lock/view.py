"""Cover of the window: the shop, the hour, who wants to be at the counter, and the field of their code.

Nothing of the desk stands on it. What is typed is dots to the eye and to whatever reads the screen; it goes to the desk
with Enter, and the field is emptied.

Source: docs/requirements.md, R-4.10, R-5.01; decision 0088.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.counter.texts.short_dates import short_hour
from concierge_desk.i18n import N_
from concierge_desk.ui.kit import speech, theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.keys import cap, name_of, press_into
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, Room, RowLayout
from concierge_desk.ui.kit.panel import PaperSurface
from concierge_desk.ui.kit.screen_reader.accessible import as_dialog
from concierge_desk.ui.kit.screen_reader.announcement import announce, is_urgent
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget, FittingArea, holder, is_made, show_part
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.lock import LockState

if TYPE_CHECKING:
    from concierge_desk.ui.kit.choice_list import ChoiceList
    from concierge_desk.ui.kit.fields.keypad import Keypad

_WIDEST_LETTERS = 52
_MOST_CODE, _MOST_RECOVERY = 12, 400
"""Signs of a code, and of what stands on a recovery sheet."""

_COVERED = N_("Back in a moment")
_ANY_KEY = N_("Any key, or a click: go on where you were.")
_LOCKED = N_("Who is at the counter?")
_ENTER = N_("Go to the counter")
_ASKING = N_("One moment…")
_HELP = N_(
    "Forgotten? Whoever is responsible here sets another code on the page Settings. Nobody there: with the recovery sheet of this desk."
)
_RECOVERY = N_(
    "What stands on the recovery sheet, in one line: typed or scanned. Then no code is asked any more."
)
_SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})
"""Keys that only change others."""


_PLACES = tuple(f"f{number}" for number in range(1, 13))
"""Keys that choose among people while figures are typed into the code."""


class _Area(FittingArea):
    """The sheet, which scrolls where there is little room; its arrows are the keys of what stands on it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()


class LockView(FittedWidget):
    """Covers the whole window.

    Attributes:
        given: What was typed is to open it.
        chosen: Somebody was chosen who wants to be at the counter, by place.
        stepped: The next one is meant (1), or the one before (-1).
        forgotten: The code was forgotten, or was not after all.
        left: A step back is taken.
        touched: A key was pressed, or the mouse, while nothing is asked.
    """

    given = Signal(str)
    chosen = Signal(int)
    stepped = Signal(int)
    forgotten = Signal()
    left = Signal()
    touched = Signal()
    heard_as = as_dialog

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say(_LOCKED))
        self._state = LockState()
        self._shown: tuple[object, ...] = ()
        self._told = 0
        self._shop, self._hour = Words("", "title", "muted"), Words("", "heading")
        self._picture = Icon("hidden", "muted", 2)
        self._title, self._hint = Words("", "heading"), Words("", "text", "muted")
        self._banner = Banner("", "bad")
        self._field = SecretField()
        self._enter = ActionButton(say(_ENTER), (cap("enter"),), "primary")
        self._forgot = ActionButton("", (), "quiet")
        self._back = ActionButton(say("Back"), (cap("escape"),))
        self._lay_out()
        self._enter.clicked.connect(self._give)
        self._forgot.clicked.connect(self.forgotten)
        self._back.clicked.connect(self.left)
        self.show_state(self._state)
        theme.on_change(self)

    @cached_property
    def _people(self) -> "ChoiceList":
        from concierge_desk.ui.kit.choice_list import ChoiceList  # noqa: PLC0415  (where there are several)

        people = ChoiceList(_options(self._state), before="F" if self._state.locks else "")
        # The keyboard stays where the code is typed.
        people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        people.setAccessibleName(say(_LOCKED))
        people.chosen.connect(self.chosen)
        self._left.insertWidget(self._left.indexOf(self._banner), people)
        return people

    @cached_property
    def _keypad(self) -> "Keypad":
        from concierge_desk.ui.kit.fields.keypad import Keypad  # noqa: PLC0415  (where a code is asked)

        keypad = Keypad()
        keypad.typed.connect(lambda sign: press_into(self._field, sign))
        self._beside.addWidget(keypad, 2, Qt.AlignmentFlag.AlignTop)
        return keypad

    def start(self) -> None:
        """Give the keyboard to what is typed next."""
        (self._field if self._state.asks else self).setFocus()

    def show_state(self, state: LockState) -> None:
        """Draw the picture."""
        before, self._state = self._state, state
        if state.given != before.given or state.mode == "open":
            self._field.clear()
        self._shop.setText(f"FACTICE · {state.shop}" if state.practice else state.shop)
        self.show_hour()
        self._show_people(state)
        self._show_words(state)
        self._show_field(state)
        self._tell(state)
        now, then = ((one.mode, one.asks, one.forgotten, one.chosen) for one in (state, before))
        if state.mode != "open" and now != then:
            self.start()

    def show_hour(self) -> None:
        """Show what the clock of this PC says."""
        now = QTime.currentTime()
        self._hour.setText(short_hour(now.toPython(), speech.lang()))  # type: ignore[arg-type]  # a time of Python's

    def fit(self) -> None:
        """Let the sheet be no wider than what is read well; the keypad below the field where there is no room beside it."""
        tokens = theme.current()
        self._sheet.setMaximumWidth(tokens.text * _WIDEST_LETTERS)
        wide = self.width() >= tokens.text * _WIDEST_LETTERS
        down, right = RowLayout.Direction.TopToBottom, RowLayout.Direction.LeftToRight
        self._beside.setDirection(right if wide else down)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys; what is typed beside the field goes into it, and no key goes any further."""
        event.accept()
        if event.key() in _SILENT:
            return
        if self._state.mode in {"covered", "asking"}:
            self.touched.emit()
            return
        name = name_of(event)
        if name == "enter":
            if not event.isAutoRepeat():
                self._give()
        elif name == "escape":
            self.left.emit()
        elif name in {"up", "down"}:
            self.stepped.emit(-1 if name == "up" else 1)
        elif name in _PLACES and self._state.locks:
            self.chosen.emit(_PLACES.index(name))
        elif event.text().isprintable() and event.text():
            self._type(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Uncover, where a click does."""
        event.accept()
        self.touched.emit()
        self.start()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  (Qt's own)
        """Lead Tab round what stands here."""
        stops = [part for part in (self._field, self._enter, self._forgot, self._back) if part.isVisible()]
        if stops:
            at = next((place for place, part in enumerate(stops) if part.hasFocus()), -1)
            stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _type(self, event: QKeyEvent) -> None:
        """Put a sign into the field, from wherever the keyboard is; where nothing is asked, its number chooses."""
        if not self._state.asks:
            if not self._state.locks and event.text().isdecimal():
                self.chosen.emit(int(event.text()) - 1)
        elif not self._field.hasFocus():
            self._field.setFocus()
            QApplication.sendEvent(self._field, event)

    def _give(self) -> None:
        typed = self._field.secret() if self._state.asks else ""
        if not self._state.wait_s or self._state.forgotten:
            self.given.emit(typed)

    def _show_people(self, state: LockState) -> None:
        if state.people != self._shown and is_made(self, "_people"):
            self._left.removeWidget(self._people)
            self._people.hide()
            self._people.deleteLater()
            del self._people
        self._shown = state.people
        shown = state.mode in {"locked", "choosing"} and len(state.people) > 1
        show_part(self, "_people", shown)
        if shown:
            self._people.select(state.chosen)

    def _show_words(self, state: LockState) -> None:
        asked = state.mode in {"locked", "choosing"}
        person = state.person
        self._picture.setVisible(not asked)
        if state.mode == "covered":
            title, hint = say(_COVERED), say(_ANY_KEY)
        elif not asked or person is None:
            title, hint = say(_ASKING), ""
        else:
            several = len(state.people) > 1
            title = say(_LOCKED) if several else say(N_("Locked: {name}"), name=person.name)
            hint = say(_RECOVERY) if state.forgotten else say(_HELP) if state.asks else ""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(title)

    def _show_field(self, state: LockState) -> None:
        self._field.setVisible(state.asks)
        show_part(self, "_keypad", state.asks and not state.forgotten)
        if state.asks and state.person is not None:
            code = say(N_("Code of {name}"), name=state.person.name)
            spoken = say(N_("What stands on the recovery sheet")) if state.forgotten else code
            self._field.setAccessibleName(spoken)
            self._field.setPlaceholderText(spoken if state.forgotten else say(N_("The code, then Enter")))
            self._field.setMaxLength(_MOST_RECOVERY if state.forgotten else _MOST_CODE)
            self._forgot.set_label(
                say(N_("I have the code")) if state.forgotten else say(N_("Code forgotten"))
            )
        asked = state.mode in {"locked", "choosing"} and state.person is not None
        self._enter.set_label(say(N_("Ask no code any more")) if state.forgotten else say(_ENTER))
        # Read only, and not disabled: the keyboard stays where it is.
        self._field.setReadOnly(state.busy)
        self._enter.setVisible(asked)
        self._enter.setEnabled(not state.busy and (state.wait_s == 0 or state.forgotten))
        self._forgot.setVisible(state.asks)
        self._back.setVisible(state.mode == "choosing")

    def _tell(self, state: LockState) -> None:
        told = state.told
        self._banner.setVisible(told is not None)
        if told is None:
            return
        text = told.text
        if state.wait_s:
            rest = speech.count("Next try in {count} second.", "Next try in {count} seconds.", state.wait_s)
            text = f"{text} {rest}"
        self._banner.tell(text, told.tone)
        if told.serial != self._told:
            # The seconds that pass are seen, not heard one by one.
            self._told = told.serial
            announce(self, text, urgent=is_urgent(told.tone))

    def _lay_out(self) -> None:
        inside = QWidget()
        self._left = ColumnLayout(gap=1.5).put(self._banner, self._field)
        buttons = Flow(down=Room(px=8)).put(self._enter, self._forgot, self._back)
        self._left.put(holder(buttons), self._hint, REST)
        self._beside = RowLayout(gap=3)
        self._beside.addLayout(self._left, 3)
        head = RowLayout(gap=2).put(self._shop, self._hour, grows=self._shop)
        title = RowLayout(gap=1.5).put(self._picture, self._title, grows=self._title)
        ColumnLayout(inside, gap=2).put(head, title, self._beside)
        self._sheet = PaperSurface(margin=(3, 2.5), gap=1)
        self._sheet.column.put(_Area(inside))
        across = RowLayout().put(REST, self._sheet, REST)
        across.setStretch(1, 100)
        ColumnLayout(self, margin=3).put(REST, across, REST)


def _options(state: LockState) -> list[tuple[str, str]]:
    """Return what is said of each who may come."""
    with_code, without = say(N_("with a code")), say(N_("no code"))
    return [(one.name, with_code if one.asks else without) for one in state.people]
