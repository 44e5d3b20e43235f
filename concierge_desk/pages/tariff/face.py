"""Sheets of prices as the page sees them; no Qt, no store.

Source: decision 0068.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from concierge_desk.ui.presenter.picture import Speaks

Part: TypeAlias = Literal["fall", "rise", "odd", "new", "change", "same"]
"""It falls; it rises by more than 15 %; something else is odd about it; it has no price before; it changes; it is known."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file that may be a sheet, in the language shown.

    Attributes:
        path: Where it lies.
        name: What it is called.
        place: Where that is: a stick, the downloads, the program.
        rows: How many prices it has; None where it cannot be read as a sheet.
    """

    path: Path
    name: str
    place: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price of a sheet, in the language shown.

    Attributes:
        part: What it is told under.
        label: Product, zone, weight.
        day: From when it holds.
        prices: Before and after.
        change: In per cent, with its sign; empty where it has no price before.
    """

    part: Part
    label: str
    day: str
    prices: str
    change: str


@dataclass(frozen=True, slots=True)
class LookedAtSheet:
    """A sheet that was looked at.

    Attributes:
        path: Its file.
        lines: Its prices, what is unusual first.
        missing: Sentences of what has no price in it, where what stands beside it has one.
        first_day: From when the first of them holds, as it is said.
    """

    path: Path
    lines: tuple[PriceLine, ...]
    missing: tuple[str, ...]
    first_day: str

    @property
    def unusual(self) -> int:
        """How many are to be compared with the paper before they are taken in."""
        return sum(line.part in {"fall", "rise", "odd"} for line in self.lines)

    @property
    def news(self) -> int:
        """How many of them the desk does not know."""
        return sum(line.part != "same" for line in self.lines)


class TariffFace(Speaks, Protocol):
    """Face of the page; every call may wait for the disk."""

    def files(self) -> tuple[SheetFile, ...]:
        """Return what may be a sheet of prices."""

    def sheet(self, path: Path) -> LookedAtSheet:
        """Look at a sheet; nothing is written.

        Raises:
            EnvironmentFailure: ``file.missing``.
            Refused: ``tariff.*``: it is none, or what it has wrong, with its line.
        """

    def take_in(self, path: Path, *, confirmed: bool) -> int:
        """Take a sheet into the tariff, and return how many prices it had.

        Raises:
            EnvironmentFailure: ``file.missing``, the disk.
            Refused: As `sheet`; ``tariff.unusual`` unless it was confirmed.
        """
