"""Codes that were not understood, or that wait: one banner, until it was seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.counter.state import Missed, State
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder

MOST_CODES = 8
"""More codes than these are counted: the last ones are those that lie before her."""


class MissedList(QWidget):
    """One banner for all codes; it goes with Escape, where nothing else does first.

    Attributes:
        seen: All of them were seen.
    """

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Missed, ...], tuple[str, ...], bool] = ((), (), False)
        self._column = ColumnLayout(self, gap=1)
        self.setAccessibleName(say("Codes that were not understood"))
        self.hide()

    def show_codes(self, state: State) -> None:
        """Show what was not understood, and what waits until the question is answered."""
        missed, waiting = state.missed, state.waiting
        # Escape leaves a question or a payment first: the key is drawn where it is true.
        escapes = not (state.asking or state.paying or state.giving or state.shown)
        if (missed, waiting, escapes) == self._shown:
            return
        self._shown = (missed, waiting, escapes)
        emptied(self._column)
        if missed:
            self._column.addWidget(self._row(missed, escapes=escapes))
        if waiting:
            told = say("Scanned meanwhile, read after the answer: {codes}", codes=", ".join(waiting))
            self._column.addWidget(Banner(told, "plain"))
        self.setVisible(bool(missed or waiting))

    def _row(self, missed: tuple[Missed, ...], *, escapes: bool) -> QWidget:
        banner = Banner(_told(missed), "bad")
        button = ActionButton(say("Seen"), (cap("escape"),) if escapes else (), "plain")
        button.setAccessibleName(say("Seen: {code}", code=_listed(missed)))
        button.clicked.connect(lambda _checked=False: self.seen.emit())
        return holder(Beside(banner, button))


def _told(missed: tuple[Missed, ...]) -> str:
    """Return what is the matter: of one code why, of several which."""
    if len(missed) == 1 and missed[0].times == 1:
        return missed[0].text
    if len(missed) == 1:
        return say("{why} (scanned {times} times)", why=missed[0].text, times=missed[0].times)
    told = N_("{count} codes were not understood: {codes}. Look at them, then type them or try again.")
    return say(told, count=len(missed), codes=_listed(missed))


def _listed(missed: tuple[Missed, ...]) -> str:
    """Return the codes, the last one first."""
    codes = [f"{one.code} ×\u00a0{one.times}" if one.times > 1 else one.code for one in reversed(missed)]
    return ", ".join([*codes[:MOST_CODES], *(["…"] if len(codes) > MOST_CODES else [])])
