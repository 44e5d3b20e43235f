"""Acts of the chosen card: the other buttons, and the key that says which document was seen."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.offers import OfferedAct
from concierge_desk.ui.kit.button import BUTTON_SIDE, ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.widgets import ask_height, emptied, holder
from concierge_desk.ui.kit.words import Words


@dataclass(frozen=True, slots=True)
class ShownActs:
    """Facts of the acts of a chosen card, as buttons show them.

    Attributes:
        labels: Of its acts.
        chosen: Place of the chosen one.
        hints: Which keys say which document was seen, and what it is.
    """

    labels: tuple[str, ...]
    chosen: int
    hints: tuple[tuple[tuple[str, ...], str], ...]


def shown_acts(acts: tuple[OfferedAct, ...], chosen: int) -> ShownActs:
    """Return what is read of acts, one of them chosen."""
    hints = _hints_of(acts[min(chosen, len(acts) - 1)]) if acts else ()
    return ShownActs(tuple(act.label for act in acts), chosen, hints)


class MoreActs(QWidget):
    """Small buttons of the other acts, and the hints of the chosen one.

    Attributes:
        acted: An act was pressed, by place.
    """

    acted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownActs((), 0, ())
        self._hints_row = Flow(margin=(BUTTON_SIDE, 0, 0, 0), across=Room(px=14), down=Room(px=4))
        self._hints = holder(self._hints_row)
        self._others_row = Flow(across=Room(px=4), down=0)
        self._others = holder(self._others_row)
        self._column = ColumnLayout(self, gap=0.25).put(self._hints, self._others)
        ask_height(self)

    def show_acts(self, shown: ShownActs) -> None:
        """Show the acts beside the chosen one; what reads the same as before is kept."""
        count = len(shown.labels)
        self.setVisible(count > 1 or bool(shown.hints))
        if shown == self._shown:
            return
        self._shown = shown
        emptied(self._others_row)
        emptied(self._hints_row)
        for step in range(1, count):
            self._add((shown.chosen + step) % count, first=step == 1)
        for keys, label in shown.hints:
            counted_in(self._hints_row, Hint(keys, label))
        self._others.setVisible(count > 1)
        self._hints.setVisible(bool(shown.hints))

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        return self._column.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Size with each button in one line."""
        return self._column.sizeHint()

    def _add(self, place: int, *, first: bool) -> None:
        keys = (cap("right"),) if first else ()
        button = ActionButton(self._shown.labels[place], keys, "quiet")
        # The keyboard has `→` and `/`: the space bar after a Tab must hand nothing over.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: self.acted.emit(place))
        counted_in(self._others_row, button)


def counted_in(row: Flow, part: QWidget) -> None:
    """Put a part into a row whose height is asked for at once.

    What was just made is hidden to Qt until its next turn, and takes no room until then: a card laid out before it
    would cut its acts off, and keep that height.
    """
    row.addWidget(part)
    part.show()


class Hint(QWidget):
    """Keys, and in a few words what they do."""

    def __init__(self, keys: tuple[str, ...], label: str) -> None:
        super().__init__()
        row = Flow(self, across=Room(px=4), down=Room(px=2))
        for key in keys:
            counted_in(row, KeyCap(key))
        counted_in(row, Words(label, "tiny", "muted"))
        ask_height(self)


def _hints_of(act: OfferedAct) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return which keys say which document was seen; nothing where nothing has to be seen first."""
    ask = act.asks[0] if act.asks else None
    if ask is None or not ask.seen or ask.kind != "choice":
        return ()
    return tuple(
        (("/",) if option.value == ask.proposal else (str(place), "/"), option.label)
        for place, option in enumerate(ask.options, 1)
    )
