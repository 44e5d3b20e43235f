"""The printer as the front sees it: what it can ask, and what came of it; no Qt, no store, no cable.

Source: decision 0025.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class Worked:
    """State of the printer after what waited was printed, or could not be.

    Attributes:
        printed: How many papers came out.
        waiting: How many wait.
        trouble: Code of what keeps the printer from printing; empty where nothing does.
        low: The roll is near its end.
        begun: A paper was stopped in the middle.
        opened: How often the drawer was opened.
        unopened: The drawer was to be opened, and was not.
    """

    printed: int = 0
    waiting: int = 0
    trouble: str = ""
    low: bool = False
    begun: bool = False
    opened: int = 0
    unopened: bool = False


class PrinterFace(Speaks, Protocol):
    """Face of the printer to the counter: all that may be asked of it and of the papers that wait."""

    def use(self, address: str, *, drawer: bool = False, letters: str = "auto", width_mm: int = 0) -> None:
        """Print at an address from now on, nowhere where it is empty; open the drawer by it, where there is one.

        Args:
            address: Of the printer.
            drawer: One hangs on it.
            letters: How its letters go out, as `printing.codepage` names it.
            width_mm: Of its roll; 0 for the shop's own.

        Raises:
            EnvironmentFailure: The store.
            Refused: ``operator.code_needed``.
        """

    def prints(self, file: str) -> bool:
        """Say at once, without the store, whether a file on the screen is a paper that the printer can print."""

    def order(self, file: str, count: int = 1) -> None:
        """Let the paper of a file wait for the printer, unless it waits already.

        Args:
            file: On the screen.
            count: How many of it; more than one of a label alone.

        Raises:
            EnvironmentFailure: The store.
        """

    def work_off(self, stopping: Callable[[], bool]) -> Worked:
        """Print what waits, in its order, and say how the printer is.

        Raises:
            EnvironmentFailure: The store; what the printer does is told in the answer.
        """

    def try_page(self) -> tuple[tuple[str, str], ...]:
        """Print the trial page; nothing is written down.

        Returns:
            Each line that is to be read: how its letters went out, and what stands there where it is right.

        Raises:
            EnvironmentFailure: ``printer.*``.
        """
