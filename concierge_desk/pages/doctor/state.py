"""State of the page of the doctor: one unmoving picture after another.

Source: docs/contract.md, "Words" (`doctor`).
"""

from dataclasses import dataclass

from concierge_desk.counter.checks import BundledFile, DeskCheck
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class DoctorState:
    """Everything the page of the doctor shows.

    Attributes:
        checks: Its lines; empty before they were read.
        chosen: Code of the chosen line; empty where none is.
        files: What the bundle holds, while it is looked at; empty elsewhere.
        file: Name of the one that is chosen.
        told: The last sentence.
        busy: The desk is at work.
    """

    checks: tuple[DeskCheck, ...] = ()
    chosen: str = ""
    files: tuple[BundledFile, ...] = ()
    file: str = ""
    told: Message | None = None
    busy: bool = False

    @property
    def check(self) -> DeskCheck | None:
        """The chosen line."""
        return next((check for check in self.checks if check.code == self.chosen), None)

    @property
    def bundled(self) -> BundledFile | None:
        """The file of the bundle that is chosen."""
        return next((one for one in self.files if one.name == self.file), None)

    @property
    def todo(self) -> int:
        """How many lines say that something is to be done."""
        return sum(check.standing == "todo" for check in self.checks)
