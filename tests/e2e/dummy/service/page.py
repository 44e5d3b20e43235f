"""Page of the umbrella stand: how many are left; a key leads to its card, where they are lent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.services.dummy.model import REF
from concierge_desk.services.dummy.tables import STOCK
from concierge_desk.ui.actions import Action, Actions
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, REST, ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.binding import PageBinding
from concierge_desk.ui.page.page import PageParts
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.port import Port
from concierge_desk.ui.presenter.request import PageRequest
from concierge_desk.ui.presenter.told import Message

ACTIONS: Actions[Literal["lend"]] = Actions(Action("lend", "f8", N_("Lend umbrellas")))


@dataclass(frozen=True, slots=True)
class StandState:
    """What the page shows: how many are left, and what was told last."""

    left: int = 0
    told: Message | None = None
    busy: bool = False


class Stand(PagePresenter[StandState, Literal["lend"]]):
    """Presenter of the stand."""

    actions = ACTIONS

    def __init__(self, port: Port, host: PageHost, changed: Callable[[StandState], None]) -> None:
        """Bind the desk and the frame of the window."""
        self._port, self._ask = port, host.ask
        self._picture = Presenter(port, StandState(), host.run, changed)

    @override
    def look(self) -> None:
        self._picture.work(lambda: self._port.read(STOCK.left), lambda left: self._picture.show(left=left))

    @override
    def press(self, _name: Literal["lend"]) -> bool:
        self._ask(PageRequest(card=REF, act="dummy.lend"))
        return True


class StandPage(FittedWidget):
    """The stand: how many umbrellas are left."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._left, lend = Words("", "title"), action_button(ACTIONS["lend"], "primary")
        column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1.5)
        column.put(Words(say("Umbrella stand"), "heading"), self._left, lend, REST)
        on_press(self.pressed, lend)

    def start(self) -> None:
        """Leave the keyboard on the scan line."""

    def show_state(self, state: StandState) -> None:
        """Draw the picture."""
        self._left.setText(say("{left} left", left=state.left))


PARTS = PageParts(
    StandPage,
    lambda parts: parts.port,
    lambda host, view, port: PageBinding(host, view, lambda changed: Stand(port, host, changed)),
)
