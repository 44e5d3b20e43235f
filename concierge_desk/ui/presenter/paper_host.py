"""Printers of the window as a page sees them: how each is, when it is tried next, and what it can be asked; no Qt.

Source: decision 0063.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from concierge_desk.counter.cards.offers import Option, Tone
from concierge_desk.domain.override import override

Kind: TypeAlias = Literal["roll", "label", "a4", "a5", "a6"]
"""What a paper is printed on."""

KEEP = ""
"""Way of a paper that is kept as a PDF; every other one is the name of a queue."""


@dataclass(frozen=True, slots=True)
class PrinterState:
    """State of a printer, in the language shown.

    Attributes:
        name: What it is called.
        kinds: What is printed by it by itself; empty for one that prints only what is asked for.
        text: How it is, in a few words.
        tone: ``good`` where it prints.
        why: What is wrong and what to do; empty where nothing is.
        left: Seconds to the next try; None where nothing is to be tried.
    """

    name: str
    kinds: frozenset[str]
    text: str
    tone: Tone = "good"
    why: str = ""
    left: int | None = None


Told: TypeAlias = Callable[[str, Tone], None]
"""Told what came of a paper: a sentence, and how it went."""


class PaperHost(Protocol):
    """The printers, as the frame of the window lends them to a page."""

    def printers(self) -> tuple[PrinterState, ...]:
        """Return at once how each printer is, as far as that is known."""

    def look(self) -> None:
        """Ask the system how its queues are: `printers` tells it later."""

    def try_now(self) -> None:
        """Let every printer try at once what waits for it."""

    def try_page(self) -> None:
        """Let the printer of rolls print its trial page, and ask what is seen of it."""

    def ways(self, found: Callable[[Sequence[Option]], None]) -> None:
        """Find where else a paper may go: as `KEEP`, and each queue of the system by its name."""

    def hand_on(self, document: str, way: str | None, told: Told) -> None:
        """Let a paper go by another way.

        Args:
            document: Its name.
            way: As `ways` found it; None for the queue that prints sheets of its size.
            told: Told what came of it.
        """


class NoPrinters(PaperHost):
    """Stands where a window is to be bound, and where a desk has no printers."""

    @override
    def printers(self) -> tuple[PrinterState, ...]:
        return ()

    @override
    def look(self) -> None:
        pass

    @override
    def try_now(self) -> None:
        pass

    @override
    def try_page(self) -> None:
        pass

    @override
    def ways(self, found: Callable[[Sequence[Option]], None]) -> None:
        found(())

    @override
    def hand_on(self, document: str, way: str | None, told: Told) -> None:
        pass
