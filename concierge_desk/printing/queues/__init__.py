"""Queues of the system that sheets leave by: found, asked and given a paper as our own PDF.

Source: decision 0060.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

Size: TypeAlias = Literal["a4", "a5", "a6", "label"]
Became: TypeAlias = Literal["taken", "ended", "unknown"]
"""What became of a job: its queue still holds it, it has left the queue, the queue knows it no more."""

SIZES: Final[tuple[Size, ...]] = ("a4", "a5", "a6", "label")
"""Kinds of sheets, each with a queue of its own where one was chosen."""

_MOST_NAME: Final = 127
"""Characters of a queue's name: CUPS takes no more.

Source: https://www.cups.org/doc/man-lpadmin.html
"""
_SIDES_MM: Final[dict[Size, tuple[int, int]]] = {"a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}
_POINTS_A_MM: Final = 72 / 25.4
_NEAR_MM: Final = 2


@dataclass(frozen=True, slots=True)
class Queue:
    """Queue of the system.

    Attributes:
        name: Its name.
        default: It is what the system prints on where nobody says otherwise.
        stopped: It holds what it takes until somebody starts it again.
        refuses: It takes nothing.
        why: What the system says of that, in its own words; empty where it says nothing.
    """

    name: str
    default: bool = False
    stopped: bool = False
    refuses: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class SheetJob:
    """Job that prints one paper.

    Attributes:
        queue: Name of the queue.
        title: What stands in the list of the queue: no person's name.
        size: What it is printed on.
        data: The PDF.
    """

    queue: str
    title: str
    size: Size
    data: bytes


class PrintSystem(Protocol):
    """Printing of a system."""

    def queues(self) -> tuple[Queue, ...]:
        """Return its queues, the default one first, then by their names.

        Raises:
            EnvironmentFailure: ``sheets.no_system``, ``sheets.off``.
        """

    def send(self, job: SheetJob) -> str:
        """Let a queue take a job, and return the number that it has there.

        Raises:
            EnvironmentFailure: ``sheets.refused``: it was not taken; ``sheets.cut_off``: nobody knows.
        """

    def held(self) -> Mapping[str, int]:
        """Return how many jobs each queue holds, by its name; nothing where the system does not say.

        Raises:
            EnvironmentFailure: ``sheets.no_system``, ``sheets.off``.
        """

    def became(self, number: str) -> Became:
        """Return what became of a job.

        Raises:
            EnvironmentFailure: ``sheets.no_system``, ``sheets.off``.
        """


def of_this_pc() -> PrintSystem:
    """Return the printing of this PC; it is loaded here."""
    if sys.platform == "win32":  # pragma: no cover: not tried
        from concierge_desk.printing.queues.windows import Windows  # noqa: PLC0415  (no other system has it)

        return Windows()
    from concierge_desk.printing.queues.cups import Cups  # noqa: PLC0415  (only what prints loads it)

    return Cups()


def is_queue_name(name: str) -> bool:
    """Say whether a text can be the name of a queue."""
    return 0 < len(name) <= _MOST_NAME and name.isprintable() and not name.startswith("-")


def size_of(width_points: float, height_points: float) -> Size:
    """Return what kind of sheet a page is printed on: what is no sheet of A4, A5 or A6 is a label.

    Args:
        width_points: Of the page, in points of 1/72 inch.
        height_points: Of the page, in the same.
    """
    sides = sorted((width_points / _POINTS_A_MM, height_points / _POINTS_A_MM))
    for size, known in _SIDES_MM.items():
        if all(abs(side - mm) <= _NEAR_MM for side, mm in zip(sides, known, strict=True)):
            return size
    return "label"


def chosen_queue(queues: tuple[Queue, ...], chosen: str) -> Queue | None:
    """Return the queue that is meant: the one that was chosen, the system's default where none was.

    Args:
        queues: Those there are.
        chosen: Name of the one that was chosen; empty where none was.
    """
    return next((queue for queue in queues if (queue.name == chosen if chosen else queue.default)), None)
