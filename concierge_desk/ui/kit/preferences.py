"""Preferences of one PC, not of the shop: how the window looks, sounds and hears.

Source: decision 0020.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

LARGEST_SCALE = 3.0

SHEETS = ("a4", "a5", "a6", "label")
"""What a queue of the system is chosen for."""

MOST_QUEUE = 127
"""No queue of a system has a longer name."""

MOST_PREFIX = 8
"""No scanner is programmed to send more before its codes."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Preferences that somebody chose at this PC.

    Attributes:
        theme: ``light``, ``dark`` or ``contrast``.
        scale: Size of the text; 2 is the double.
        flashes: The window flashes in place of its sounds.
        prefix: What the scanner was programmed to send first; empty where it sends nothing.
        printer: Place of the printer of rolls, as ``domain.printer_address`` reads it; empty where there is none.
        printer_name: What people call it; empty where nobody knows.
        printer_text: How letters go to it, as `domain.printer_address.LETTERS` names it.
        printer_width: Of its roll in millimetres, 58 or 80; 0 for what the shop has.
        drawer_pulse: A drawer hangs on the printer, which opens it when cash comes or goes.
        sheets_a4: Queue of the system that prints A4; empty for the system's own.
        sheets_a5: The same for A5.
        sheets_a6: The same for A6.
        sheets_label: The same for labels; empty where they are printed on the roll.
        place: Where the window stands: left, top, width and height within its frame; empty where it fills the screen.
        lang: Language of the window, from its next start on; empty for the program's own.
    """

    theme: str = "light"
    scale: float = 1.0
    flashes: bool = False
    prefix: str = ""
    printer: str = ""
    printer_name: str = ""
    printer_text: str = "auto"
    printer_width: int = 0
    drawer_pulse: bool = False
    sheets_a4: str = ""
    sheets_a5: str = ""
    sheets_a6: str = ""
    sheets_label: str = ""
    place: tuple[int, ...] = ()
    lang: str = ""

    @property
    def sheets(self) -> dict[str, str]:
        """Queues of the system by what they print, as `SHEETS` names it."""
        return {kind: getattr(self, f"sheets_{kind}") for kind in SHEETS}


Keep: TypeAlias = Callable[[dict[str, Any]], None]
"""Keeps what was changed, by the names of `Preferences`; raises ``EnvironmentFailure`` where the disk does not take it."""


def forget(_changes: dict[str, Any]) -> None:
    """Keep nothing: what is chosen holds until the window is closed."""


@dataclass(frozen=True, slots=True)
class ThisPc:
    """Facts about the PC that a window is shown on.

    Attributes:
        shown: What holds now; an option of the command line wins over what was kept.
        keep: Keeps what is changed; may wait for the disk.
        unread: There is a file of them that cannot be made sense of.
    """

    shown: Preferences = Preferences()
    keep: Keep = forget
    unread: bool = False
