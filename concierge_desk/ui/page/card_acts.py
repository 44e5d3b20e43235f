"""Acts of the chosen card: the other buttons, and the buttons that say which document was seen."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.offers import OfferedAct
from concierge_desk.ui.kit.button import BUTTON_SIDE, ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.widgets import ask_height, emptied, holder


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
    return ShownActs(tuple(act.button for act in acts), chosen, hints)


class MoreActs(QWidget):
    """Small buttons of the other acts, and of the documents that the chosen one is done on.

    Attributes:
        acted: An act was pressed, by place.
        seen: A document was pressed, by place.
    """

    acted = Signal(int)
    seen = Signal(int)

    def __init__(self, *, turns: bool = True) -> None:
        """Say whether the key of the next act is theirs; where it means something else, no button bears it."""
        super().__init__()
        self._turns = turns
        self._shown = ShownActs((), 0, ())
        self._hints_row = Flow(margin=(BUTTON_SIDE, 0, 0, 0), across=Room(px=4), down=Room(px=4))
        self._hints = holder(self._hints_row)
        self._others_row = Flow(across=Room(px=4), down=0)
        self._others = holder(self._others_row)
        self._documents: list[ActionButton] = []
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
        for step in range(1, count):
            self._add((shown.chosen + step) % count, first=step == 1)
        self._show_documents(shown.hints)
        self._others.setVisible(count > 1)
        self._hints.setVisible(bool(shown.hints))

    def fade_keys(self, faded: bool) -> None:
        """Draw the keys of the documents grey while they do something else."""
        for button in self._documents:
            button.fade_keys(faded)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        return self._column.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Size with each button in one line."""
        return self._column.sizeHint()

    def _show_documents(self, hints: tuple[tuple[tuple[str, ...], str], ...]) -> None:
        while len(self._documents) < len(hints):
            self._documents.append(self._document(len(self._documents)))
        for place, button in enumerate(self._documents):
            if place < len(hints):
                keys, label = hints[place]
                button.set_label(label)
                button.set_keys(keys)
            button.setVisible(place < len(hints))

    def _document(self, place: int) -> ActionButton:
        button = ActionButton("", (), "option")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.seen.emit(place))
        counted_in(self._hints_row, button)
        return button

    def _add(self, place: int, *, first: bool) -> None:
        keys = (cap("right"),) if first and self._turns else ()
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


def _hints_of(act: OfferedAct) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return which keys say which document was seen; nothing where nothing has to be seen first."""
    ask = act.asks[0] if act.asks else None
    if ask is None or not ask.seen or ask.kind != "choice":
        return ()
    return tuple(
        (("/",) if option.value == ask.proposal else (str(place), "/"), option.label)
        for place, option in enumerate(ask.options, 1)
    )
