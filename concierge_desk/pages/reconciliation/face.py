"""Account of the bank as the page sees it; no Qt, no store.

Source: decision 0082.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from concierge_desk.ui.presenter.picture import Speaks

Part: TypeAlias = Literal["exact", "kept", "unknown", "missing", "waiting", "left", "matched"]
"""The same to the cent; the bank kept its commission; it arrived and nobody knows why; it was paid in and did not arrive;
it may still arrive; it left and was not expected; it is matched."""

LINES: frozenset[Part] = frozenset({"exact", "kept", "unknown", "left", "matched"})
"""Parts whose rows are lines of the bank: they have a card."""

OPEN_LINES = LINES - {"matched"}
"""Parts whose rows are lines that are matched with nothing."""


@dataclass(frozen=True, slots=True)
class BankRow:
    """Row of the page, in the language shown.

    Attributes:
        ref: Code of a line, or what is expected is named by.
        part: Where it stands.
        title: What it is, or may be.
        when: Day at the bank, and of what it may be.
        label: What the bank says of it: it may name somebody; empty where it says nothing.
        cents: Above nothing what arrived, below it what left.
        tag: What the bank kept.
    """

    ref: str
    part: Part
    title: str
    when: str
    label: str
    cents: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class BankPicture:
    """Where an account stands.

    Attributes:
        account: Payee whose it is.
        name: What it is called; empty where there is one alone.
        standing: Which days its statements tell of.
        accounts: Codes of all accounts.
        rows: What is to be done first, what is done last.
    """

    account: str
    name: str
    standing: str
    accounts: tuple[str, ...]
    rows: tuple[BankRow, ...]

    def count(self, part: Part) -> int:
        """Return how many rows stand in a part."""
        return sum(row.part == part for row in self.rows)


@dataclass(frozen=True, slots=True)
class FileRow:
    """Line of a statement that was looked at: its day as it is said, what the bank says of it, its amount."""

    day: str
    label: str
    cents: int


@dataclass(frozen=True, slots=True)
class LookedAtStatement:
    """A statement that was looked at; nothing of it is taken in.

    Attributes:
        path: Its file.
        span: Its first and last day, as they are said.
        rows: Its lines.
        new: How many of them are news.
    """

    path: Path
    span: str
    rows: tuple[FileRow, ...]
    new: int


class BankFace(Speaks, Protocol):
    """Face of the page; every call may wait for the disk."""

    def picture(self, account: str) -> BankPicture:
        """Return where an account stands; the site's own for an empty code."""

    def newest(self, account: str) -> LookedAtStatement | None:
        """Look at the newest statement on a stick or in the downloads; None where there is none."""

    def statement(self, path: Path, account: str) -> LookedAtStatement:
        """Look at a statement; nothing is written.

        Raises:
            EnvironmentFailure: ``file.missing``.
            Refused: ``bank.file_*``: what is wrong with it.
        """

    def take_in(self, path: Path, account: str) -> int:
        """Take a statement in, and return how many lines were new.

        Raises:
            EnvironmentFailure: ``file.missing``, the disk.
            Refused: As `statement`; ``bank.nothing_new``.
        """

    def accept(self, account: str, line: str) -> str:
        """Match a line, or, for an empty code, all that are exact, and return what is told of it.

        Raises:
            Refused: ``bank.*``.
        """

    def set_aside(self, line: str) -> None:
        """Say of a line that it is nothing of the desk's.

        Raises:
            Refused: ``bank.*``.
        """
