"""Inputs of the counter: scans, typed text, keys; each once, in order."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Key: TypeAlias = (
    Literal["plus", "given", "star", "slash", "minus", "enter", "escape", "up", "down", "right"]
    | Literal["home", "arrivals", "park", "label", "undo", "paper", "passage"]
)
"""What a key or a button of the counter does; ``given`` is a button's: its key is that of cash."""

CounterAction: TypeAlias = Key | Literal["digit", "decimal", "favourite"]
"""The same, with what is text of the scan line, and what is sold most."""


ChosenPart: TypeAlias = Literal[
    "card", "act", "document", "option", "means", "missed", "line", "more", "fewer", "remove"
]
"""What a finger presses."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that was scanned.

    Attributes:
        code: As read.
        number: The pending number that was typed before it; empty where none was.
        at: Monotonic second.
        text: All that the scan line held: a name that was typed and not confirmed is not lost.
    """

    code: str
    number: str = ""
    at: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """The scan line holds another text now: a search while it is typed.

    Attributes:
        text: All of it.
        at: Monotonic second.
    """

    text: str
    at: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key of the counter, with what the scan line held; the window clears the line of a pending number.

    Attributes:
        key: Its name.
        text: Text of the scan line.
        at: Monotonic second.
    """

    key: Key
    text: str = ""
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Favourite:
    """A favourite's key, the first is 0, with the pending number before it; `served`: card of whom it is for, served by now."""

    place: int
    number: str = ""
    at: float = 0.0
    served: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something was pressed by finger or mouse: the same as its keys.

    Attributes:
        what: ``card``, ``act``, ``document`` (the chosen act, that document seen), ``option``, ``means``, ``missed``;
            ``line`` of the visit, and of it ``more`` or ``fewer`` pieces, ``remove``.
        place: Which.
        at: Monotonic second.
        card: The card that an act stands on; None for the chosen one.
    """

    what: ChosenPart
    place: int
    at: float = 0.0
    card: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """Something of a service's list is to be shown as a card.

    Attributes:
        ref: What it is found by: its `Offer.ref`, a code.
        act: Command that is chosen on it; empty where the first one is.
        begins: What its one act asks is asked at once, where Enter may begin it.
        paid: It was just paid: the change stays beside it.
        at: Monotonic second.
    """

    ref: str
    act: str = ""
    begins: bool = False
    paid: bool = False
    at: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class PaperInput:
    """A paper of something in a service's list is to be shown, whatever page is open."""

    document: str


@dataclass(frozen=True, slots=True)
class OperatorInput:
    """Somebody else is at the counter from now on, by the code that entries bear."""

    code: str


@dataclass(frozen=True, slots=True)
class DisputeInput:
    """A file about a thing is to be written for its principal, by its number or the code of our label."""

    principal: str
    number: str


@dataclass(frozen=True, slots=True)
class PartnerDaysInput:
    """A partner's file of some days is to be written; both days are ISO dates."""

    partner: str
    first_day: str
    last_day: str


LeadInput: TypeAlias = OperatorInput | DisputeInput | PartnerDaysInput


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another process recorded something: what is shown is read again."""


Input: TypeAlias = Scan | Typed | Pressed | Favourite | Chosen | Opened | PaperInput | LeadInput | Elsewhere
