"""The desk as the front sees it: what it can ask, and what it gets; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' thread, never on the window's.

Source: docs/contract.md, "Layers and walls"; decision 0019.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.domain.override import override
from concierge_desk.ui.presenter.port import Port
from concierge_desk.ui.presenter.prices import Priced
from concierge_desk.ui.presenter.status import LastTicket, Status

if TYPE_CHECKING:
    from concierge_desk.counter.command.operation import Answer
    from concierge_desk.ui.presenter.approval import ApprovalFace


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """A visit as it was saved: its acts, the step it stood at, and the hour at which it stood there.

    Attributes:
        card: Of whose it is; empty where nobody said.
        person: The name of whose it is.
    """

    visit: str
    acts: tuple[Mapping[str, Any], ...]
    step: Mapping[str, Any]
    since: str
    card: str = ""
    person: str = ""


class Opening(NamedTuple):
    """What a window begins with: what is sold most, the visit it finds at the counter, those aside, the last ticket."""

    favourites: tuple[Offer, ...]
    saved: SavedVisit | None
    priced: Priced | None
    parked: int
    last: LastTicket | None


@dataclass(frozen=True, slots=True)
class Means:
    """A way to pay, chosen by its number; the first is cash.

    Attributes:
        code: Of the means.
        label: In the language asked.
        payee: Who is paid by it, where the visit has somebody's part beside the shop's own; else empty.
    """

    code: str
    label: str
    payee: str = ""


class Signposts(Protocol):
    """Signposts that a word finds beside what the desk knows: the pages and the keys of the window."""

    def named(self, text: str) -> tuple[Offer, ...]:
        """Return those that go by a word, each with an act that only leads."""

    def follow(self, lead: str) -> None:
        """Go where one leads."""


class NoSignposts(Signposts):
    """No window, no way."""

    @override
    def named(self, text: str) -> tuple[Offer, ...]:
        return ()

    @override
    def follow(self, lead: str) -> None:
        """Go nowhere."""


class LinesFace(Protocol):
    """Face of the desk to what was written by hand on lines of paper sheets."""

    def moment(self, line: str, at: str) -> tuple[str, str]:
        """Return when something on a line happened, in words, and why it cannot have; one of them is empty.

        Args:
            line: Code of the line.
            at: The local minute, in ISO form.
        """

    def new_op(self, line: str) -> str:
        """Return the op of the next act that is entered from a line."""

    def play(self, raw: Mapping[str, Any], line: str, at: str) -> "Answer":
        """Play one command that happened at a local minute, as a line says; what says itself when it happens, as it is."""


class OperatorsFace(Protocol):
    """Face of the desk to whoever sits down at the counter."""

    def change(self, code: str) -> str:
        """Let somebody else be at the counter until the window is closed; return the name.

        Raises:
            Refused: ``operator.unknown``.
        """


class DisputesFace(Protocol):
    """Face of the desk to whoever disputes with a principal."""

    def about(self, principal: str, number: str) -> Path:
        """Write the file about a carrier's number, or the code of our label, and return where it lies.

        Raises:
            DeskError: As the export does.
        """


class PartnerFilesFace(Protocol):
    """Face of the desk to a partner who is handed what is his."""

    def of_days(self, partner: str, first_day: str, last_day: str) -> Path:
        """Write a partner's file of some days, by his code and ISO dates, and return where it lies.

        Raises:
            DeskError: As the export does.
        """


class Face(Port, Protocol):
    """Face of the desk to the counter: all that the page may ask of it.

    Attributes:
        lines: What is entered from paper sheets.
        operators: Who may be at the counter.
        disputes: Files for a dispute.
        partner_files: Files of several days for a partner.
        keepers: Who keeps the counter, and who of them approves of what is for others to do.
    """

    lines: LinesFace
    operators: OperatorsFace
    disputes: DisputesFace
    partner_files: PartnerFilesFace
    keepers: "ApprovalFace"

    def named(self, text: str) -> tuple[Offer, ...]:
        """Return what goes by a name or a word."""

    def searched(self, text: str) -> tuple[Offer, ...]:
        """Return what goes by a name or a word that she types, to be shown to her."""
        return self.named(text)

    def from_list(self, code: str) -> tuple[Offer, ...]:
        """Return what a code is that stands in a list and was chosen there: nobody brought it."""
        return self.found(code)

    def arrives(self, code: str) -> tuple[Offer, ...]:
        """Return how a code of the carrier's bag is taken in."""

    def running(self) -> tuple[Offer, ...]:
        """Return what a run of scans goes into: the bags that are open, the one meant first."""

    def favourites(self) -> tuple[Offer, ...]:
        """Return what is sold most, each by a key."""

    def listed(self, text: str) -> str:
        """Return a typed list as it is; where a file is named instead, the numbers in it.

        Raises:
            EnvironmentFailure: ``file.missing``.
            Refused: ``list.unreadable``.
        """

    def recognises(self, code: str) -> bool:
        """Say at once, without the store, whether a text is a code of some service."""

    @property
    def means(self) -> tuple[Means, ...]:
        """Ways to pay, cash first."""

    def priced(self, visit: str | None, acts: Sequence[Mapping[str, Any]]) -> Priced:
        """Return what acts would be charged now."""

    def at_counter(self) -> SavedVisit | None:
        """Return the visit that stands at the counter, None where nobody is served."""

    def parked(self) -> tuple[SavedVisit, ...]:
        """Return the visits that were set aside, the oldest first."""

    def ticket_of(self, visit: str) -> str | None:
        """Return the ticket that settled a visit, None while none did."""

    def status(self) -> Status:
        """Return what the frame of the window shows."""

    def version(self) -> int:
        """Return a number that changes when another process recorded something."""
