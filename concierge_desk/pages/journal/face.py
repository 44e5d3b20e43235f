"""The journal as its page sees it: who did what, in words, a day at a time; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0023.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from concierge_desk.counter.cards.offers import Option, Tone
from concierge_desk.counter.core.verification_texts import VerificationText
from concierge_desk.counter.texts.entry_texts import ActFilter
from concierge_desk.ui.presenter.long_job import HowFar, Stopping
from concierge_desk.ui.presenter.port import Plays


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists to choose from.

    Attributes:
        groups: What acts can be looked for by.
        operators: Whose acts can be looked for.
    """

    groups: tuple[Option, ...] = ()
    operators: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalPlace:
    """A day of the journal, or what was written while none was open.

    Attributes:
        first: Its first entry.
        last: Its last entry; None where it goes on.
        title: What it is called.
        number: Of its closing; empty while there is none.
    """

    first: int
    last: int | None
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act.

    Attributes:
        first: Number of its first entry: tells one row from another.
        hour: When, where the shop stands.
        title: What was done, without anybody's name.
        detail: Who did it, and what went with it.
        tag: What became of it since; empty where nothing did.
        tone: Of the tag.
        cents: What it came to, None where no money was in it.
    """

    first: int
    hour: str
    title: str
    detail: str = ""
    tag: str = ""
    tone: Tone = "plain"
    cents: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, the newest first.

    Attributes:
        place: The day as it stands now: it may have been closed meanwhile.
        rows: What is looked for.
        rest: The last entry that was not read yet; None where all were.
    """

    place: JournalPlace
    rows: tuple[ActRow, ...]
    rest: int | None = None


@dataclass(frozen=True, slots=True)
class ActPaper:
    """A paper of an act: its name for the printer, and what it is called."""

    document: str
    label: str


@dataclass(frozen=True, slots=True)
class OpenedAct:
    """An act that is looked at.

    Attributes:
        first: Number of its first entry.
        op: The operation that is taken back; empty where the entry cannot be read.
        title: What was done.
        lines: Label and value of what is known of it.
        told: What its other entries say.
        words: What was typed with it, label and text: names may stand in it.
        papers: What can be printed again.
        why_not: Why it cannot be taken back; empty where it can.
        reasons: Why it may be taken back; `Option.detail` is what may be said with the reason, empty for nothing.
    """

    first: int
    op: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    papers: tuple[ActPaper, ...] = ()
    why_not: str = ""
    reasons: tuple[Option, ...] = ()


class JournalFace(Plays, Protocol):
    """Face of the desk to the page of the journal: all that the page may ask of it."""

    def lists(self) -> Lists:
        """Return what can be chosen from."""

    def latest(self) -> JournalPlace:
        """Return the open day, else the one that was closed last."""

    def beside(self, place: JournalPlace, step: int) -> JournalPlace | None:
        """Return the day before (-1) or after (1); None where there is none."""

    def dated(self, text: str) -> tuple[date | None, JournalPlace | None]:
        """Return the date that is meant by what was typed, and its day of the journal; None for what there is not."""

    def page(self, place: JournalPlace, wanted: ActFilter, rest: int | None, most: int) -> Page:
        """Return acts of a day.

        Args:
            place: The day.
            wanted: Which acts.
            rest: `Page.rest` of the page before; None for the first.
            most: Rows at most; a page may be shorter, and still have a rest.
        """

    def page_opened(
        self, place: JournalPlace, wanted: ActFilter, rest: int | None, most: int, first: int | None
    ) -> tuple[Page, OpenedAct | None]:
        """Return acts of a day as `page` does, and at once the one that is looked at.

        Args:
            place: The day.
            wanted: Which acts.
            rest: As of `page`.
            most: As of `page`.
            first: First entry of that act; None for the newest of the page.
        """

    def opened(self, place: JournalPlace, first: int) -> OpenedAct | None:
        """Return an act by its first entry, None where it is not there."""

    def paper(self, document: str) -> Path:
        """Draw a paper as PDF and journal the print.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """

    def dispute(self, place: JournalPlace) -> tuple[Path, ...]:
        """Write the file about a closed day, for each who reads his own entries, and return where they lie.

        Raises:
            DeskError: As the export does.
        """

    def verify(self, step: HowFar, stopping: Stopping, *, thorough: bool) -> VerificationText:
        """Verify the whole journal, beside the desk's work.

        Args:
            step: Told how many entries were read, and of how many.
            stopping: Asked often whether to stop.
            thorough: Check every signature, not only those of closings and of the last entry, and compare the tables with
                what the journal makes of them.

        Raises:
            DeskError: The store cannot be read, or it was asked to stop (``verify.stopped``).
        """
