"""The day as its page sees it: what stands, what the evening owes, and what does it; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0021.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from concierge_desk.counter.cards.closing_count import OwedCount
from concierge_desk.counter.cards.offers import Option
from concierge_desk.counter.day.evening_steps import Step
from concierge_desk.counter.day.session import Half
from concierge_desk.ui.presenter.figures import BigFigure, Figure, Measured
from concierge_desk.ui.presenter.port import Plays
from concierge_desk.ui.presenter.sticks_face import SticksFace

if TYPE_CHECKING:
    from concierge_desk.counter.command.operation import Answer


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that holds, and the gap: told only now, after it was made."""

    counted_cents: int
    expected_cents: int

    @property
    def gap_cents(self) -> int:
        """Counted less expected."""
        return self.counted_cents - self.expected_cents


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A principal's file that lies in its folder.

    Attributes:
        path: Where.
        kept: Where another file that lay there under its name lies now; None where none did.
    """

    path: Path
    kept: Path | None


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A principal's file of the day that was closed last.

    Attributes:
        code: Word of the export.
        label: What its service calls it, in the language asked: its step of the closing has this name.
        made: It was written already.
        closing: Number of the closing it is of.
    """

    code: str
    label: str
    made: bool
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A visit that is not settled: what it holds, in the language asked."""

    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Money:
    """Money of a day, as its page shows it.

    Attributes:
        big: What is read from afar.
        means: What was taken by each means.
        figures: The rest.
        operators: What is whose; none where one was at the counter alone.
    """

    big: tuple[BigFigure, ...] = ()
    means: tuple[Measured, ...] = ()
    figures: tuple[Figure, ...] = ()
    operators: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Terminal:
    """A card terminal that took something on the day.

    Attributes:
        payee: Whose it is.
        label: What he is called; empty where there is the shop's alone.
        cents: What it was said to come to; None before.
        gap_cents: Its total less the day's: told only once its total was.
    """

    payee: str
    label: str
    cents: int | None
    gap_cents: int | None


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The day as it stands: the open one, else the one that was closed last.

    Attributes:
        day: ISO date; empty before the first day.
        title: The date in words.
        number: The closing's number: the one it will have, else the one it has; empty before the first.
        open: It is open.
        late: It only wants to be closed.
        half: Where the halves of the open day stand.
        step: What comes next.
        under_way: A closing was begun, and not finished yet.
        pending: Visits that are not settled.
        parked: What was said to become of them.
        pieces: Pieces typed so far, by coin or note in cents.
        counted: The count that holds, None before it.
        drawer: Which of several drawers is counted next, or again; empty where there is one alone.
        opened: When it was opened, in words; empty before the first.
        figures: What was done: nothing from which the drawer's cash could be worked out.
        stock: What is left of what services have in stock.
        moved: Things of others that came and went; None where no service takes any.
        hours: How many people came in within each hour.
        blind: Its money as it may be seen before the drawer was counted.
        money: Its money once it was; None while it is to be counted, so that no slip of a page can show it.
        reasons: Why a gap may be.
        reports: Files for principals.
        owed: What the files are called that a closing owes, in the language asked: a step each.
        saved: A backup was made since it was closed.
        practice: Everything is an exercise.
        to_open: A day may be opened now, for a date after this one.
        left_cents: What was left in the drawer; None before the first day.
        read_only: It is the day of a copy: nothing is done in it.
        reopens: It is today's, and closed: it may be opened again.
        earlier: Numbers of the closings that its date had before.
        doubt: What the PC says and where the journal stops, where somebody has to say which date is right; else empty.
        sure: Date that an opening confirms without a question; None where the desk asks when it has to.
        cheques: Those that lie in the drawer of the open day.
        cards: Its card payments.
        checked: Both were gone through, or passed over.
        terminals: The card terminals that took something.
        seen: Codes of the cheques that were said to be seen.
        counts: What services have counted before it is closed.
        to_see: What waits for whoever is responsible, where that is who is at the counter.
        compares: Code of the door behind which the day is held against what somebody else counted; empty for none.
    """

    day: str = ""
    title: str = ""
    number: str = ""
    open: bool = False
    late: bool = False
    half: Half = ""
    step: Step = "rest"
    under_way: bool = False
    pending: tuple[Pending, ...] = ()
    parked: str | None = None
    pieces: Mapping[int, int] = field(default_factory=dict)
    counted: Counted | None = None
    drawer: str = ""
    opened: str = ""
    figures: tuple[Figure, ...] = ()
    stock: tuple[Figure, ...] = ()
    moved: BigFigure | None = None
    hours: tuple[Measured, ...] = ()
    blind: Money = field(default_factory=Money)
    money: Money | None = None
    reasons: tuple[Option, ...] = ()
    reports: tuple[ReportFile, ...] = ()
    owed: tuple[str, ...] = ()
    saved: bool = False
    practice: bool = False
    to_open: bool = False
    left_cents: int | None = None
    read_only: bool = False
    reopens: bool = False
    earlier: tuple[str, ...] = ()
    doubt: str = ""
    sure: str | None = None
    cheques: tuple[Option, ...] = ()
    cards: tuple[Option, ...] = ()
    checked: bool = False
    terminals: tuple[Terminal, ...] = ()
    seen: tuple[str, ...] | None = None
    counts: tuple[OwedCount, ...] = ()
    to_see: tuple[Figure, ...] = ()
    compares: str = ""

    @property
    def cards_differ(self) -> bool:
        """Whether a terminal that was told differs from the day."""
        return any(one.gap_cents for one in self.terminals)

    @property
    def to_check(self) -> bool:
        """Whether there is anything to hold against the terminal and the drawer."""
        return self.open and not self.late and bool(self.cheques or self.cards)

    @property
    def next_count(self) -> OwedCount | None:
        """The count that is asked for next; None where none is owed any more."""
        return next((one for one in self.counts if not one.over), None)

    @property
    def next_report(self) -> ReportFile | None:
        """The file that is written next; None where none is owed any more."""
        return next((report for report in self.reports if not report.made), None)


class DayFace(SticksFace, Plays, Protocol):
    """Face of the desk to the page of the day: all that the page may ask of it."""

    def sheet(self) -> DaySummary:
        """Return the day as it stands."""

    def outcome(self, answer: "Answer") -> str:
        """Return what came of an act that was played, as the journal says it; empty where it wrote nothing."""

    def report(self, report: ReportFile) -> WrittenReport:
        """Write a principal's file of a closing; the same again is the same file.

        Raises:
            DeskError: As the export does.
        """
