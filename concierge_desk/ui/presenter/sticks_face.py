"""The sticks as pages see them: which are plugged in, and the copy that is made on one; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: docs/contract.md, "Sticks"; decisions 0021, 0024.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from concierge_desk.ui.presenter.long_job import HowFar, Stopping
from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick that is plugged in.

    Attributes:
        mount: Where its files are seen.
        label: Its name, and the room that is left.
        known: Copies of this desk lie on it.
    """

    mount: Path
    label: str
    known: bool


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A copy that lies on a stick and was read back.

    Attributes:
        released: The stick was released and may be pulled out.
        faults: How many faults the journal has that was copied.
        unread: Names of lists beside the copies that hold a line which cannot be read.
        left_out: Day of the restore that left out what the stick last knew of, ISO; empty where none did.
    """

    released: bool
    faults: int = 0
    unread: tuple[str, ...] = ()
    left_out: str = ""


class SticksFace(Speaks, Protocol):
    """Face of the desk to a page that makes copies: all that the page may ask of it."""

    def sticks(self) -> Sequence[Stick]:
        """Return the sticks that are plugged in."""

    def back_up(self, stick: Stick, passphrase: str | None, step: HowFar, stopping: Stopping) -> CopyMade:
        """Make a backup on a stick, and read it back.

        Args:
            stick: Where to.
            passphrase: Needed the first time only.
            step: Told how far it is: done, and of how many.
            stopping: Asked often whether to stop.

        Raises:
            DeskError: As the backup does; older copies are as they were.
        """
