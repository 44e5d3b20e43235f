"""The first steps as their page sees them; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0073.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from concierge_desk.counter.shop_steps import IconStand, StepLook
from concierge_desk.ui.page.scan_trial import TrialBars
from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the list, in the language shown.

    Attributes:
        code: Unique.
        title: Its name.
        about: What of it is done, in a few words.
        why: Why it is done, and how.
        look: Where it is done.
        go: What leads there; empty where nothing does.
        leads: A page by its code, or what a key does by its name.
        card: Code of a card: that page shows it, or the counter does where it leads to none.
        told: How it stands; empty where that says nothing.
        done: It was done, or ticked off.
        by_hand: It was ticked off, or what was tried here is kept by a mark: it can be taken back.
        later: It was put off for today.
        ticked: It may be ticked off.
    """

    code: str
    title: str
    about: str
    why: str
    look: StepLook = "elsewhere"
    go: str = ""
    leads: str = ""
    card: str = ""
    told: str = ""
    done: bool = False
    by_hand: bool = False
    later: bool = False
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class StepsRead:
    """Everything that is read when the page is looked at.

    Attributes:
        rows: The steps, in their order.
        icon: What there is on this PC.
        locked: The words of the copies were chosen: there is a recovery sheet.
    """

    rows: tuple[StepRow, ...] = ()
    icon: IconStand = field(default_factory=IconStand)
    locked: bool = False


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Group of the recovery sheet that is typed back: where it stands, never what it is."""

    line: int
    place: int


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """Recovery sheet that is shown.

    Attributes:
        path: The file.
        asked: What is typed back once it was printed.
    """

    path: Path
    asked: tuple[AskedGroup, ...]


class FirstStepsFace(Speaks, Protocol):
    """Face of the page."""

    def steps(self) -> StepsRead:
        """Return how everything stands.

        Raises:
            EnvironmentFailure: The store cannot be read.
        """

    def bars(self) -> TrialBars:
        """Return what the scanner is tried with."""

    def put_off(self, code: str) -> None:
        """Leave a step for another day.

        Raises:
            EnvironmentFailure: Disk.
        """

    def tick(self, code: str, *, done: bool) -> None:
        """Tick a step off, or take that back.

        Raises:
            EnvironmentFailure: Disk.
        """

    def show_sheet(self, words: str) -> DrawnSheet:
        """Draw the recovery sheet for the screen; which of its groups are typed back is drawn anew.

        Raises:
            Refused: ``backup.passphrase_needed``.
            EnvironmentFailure: ``backup.passphrase_wrong``; disk.
        """

    def compare(self, typed: tuple[str, ...]) -> tuple[bool, ...]:
        """Say of each group that was typed whether the sheet has it; all of them right, the step is done.

        Raises:
            EnvironmentFailure: Disk.
        """

    def put_away(self, paper: Path) -> None:
        """Take the sheet off the disk."""

    def forget(self) -> None:
        """Forget which groups were asked for."""

    def make_icon(self, *, made: bool) -> None:
        """Put the icon on the desktop and into the menu, or take it away.

        Raises:
            EnvironmentFailure: Disk.
        """

    def start_with_pc(self, *, starts: bool) -> None:
        """Let the shop be opened when the PC starts, or no more.

        Raises:
            EnvironmentFailure: Disk.
        """
