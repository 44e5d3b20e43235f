"""Desk behind any page: the window's port reads and plays for it, and sticks are found for some.

Source: decisions 0021, 0023, 0024, 0025.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Param
from concierge_desk.ui.presenter.port import Port

if TYPE_CHECKING:
    from concierge_desk.media.system import System
    from concierge_desk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What the desk behind a page is made of.

    Attributes:
        desk: The open desk; it outlives the page.
        port: The window's, which plays and says.
        operator: Code of whoever is at the counter; the first of the settings by default.
        system: The machine whose sticks are found; the one the program runs on by default.
        copy: The desk is a copy that is only looked at.
    """

    desk: Desk
    port: Port
    operator: str | None = None
    system: "System | None" = None
    copy: bool = False


class PortDesk:
    """The desk behind a page that needs nothing but its port: it plays and says through it."""

    def __init__(self, port: Port) -> None:
        """Look at the desk of a window.

        Args:
            port: Reads, plays and says; it outlives this.
        """
        self._port = port

    @property
    def lang(self) -> str:
        """Language of what is shown."""
        return self._port.lang

    @property
    def speech(self) -> Speech:
        """What is said in that language."""
        return Speech(self.lang)

    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        """Return the sentence of a code."""
        return self._port.sentence(code, params)

    def new_op(self) -> str:
        """Return an operation id."""
        return self._port.new_op()

    def play(self, raw: Mapping[str, Any]) -> Answer:
        """Play one command; a refusal is an answer too.

        Raises:
            EnvironmentFailure: Nothing was written.
        """
        return self._port.play(raw)


class PageDesk(PortDesk):
    """The desk behind a page, in the window's words."""

    def __init__(self, desk: Desk, port: Port, operator: str | None = None) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            port: The window's, which plays and says.
            operator: Code of whoever is at the counter; the first of the settings by default.
        """
        super().__init__(port)
        self._desk = desk
        desk.operator(operator)
        self._named_operator = operator

    @property
    def _operator(self) -> str:
        """Code of whoever is at the counter now."""
        return self._desk.present(self._named_operator)

    def _day_begins(self, unit: "Unit") -> int:
        """Return the entry that the open day began with; the next one where none is open."""
        opened = unit.day_state(self._desk.settings.drawer).open
        return unit.head().seq + 1 if opened is None else opened.opened_seq


class MachineDesk(PageDesk):
    """The desk behind a page that looks at the sticks of this machine."""

    def __init__(
        self, desk: Desk, port: Port, operator: str | None = None, system: "System | None" = None
    ) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            port: The window's.
            operator: Code of whoever is at the counter; the first of the settings by default.
            system: The machine whose sticks are found; the one the program runs on by default.
        """
        super().__init__(desk, port, operator)
        self._system = system
