"""An act that is being asked for, and what takes it back: what every page that offers acts keeps of them; no Qt.

Source: docs/contract.md, "Operation"; decisions 0019, 0065.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.cards.offers import CLEARS, Ask, Offer, OfferedAct


@dataclass(frozen=True, slots=True)
class Undo:
    """Act that F9 takes back now.

    Attributes:
        label: What it was.
        op: The act that stood alone; None where the last line of the visit is taken away.
        until: Monotonic second after which the offer folds.
        arrives: It took in a thing of a carrier's bag.
        beside: It has nothing to do with what is shown: it is taken back whatever question stands.
    """

    label: str
    op: str | None
    until: float
    arrives: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """Scan or words by which a card was found.

    Attributes:
        how: ``found`` by a code, ``named`` by a word, ``arrives`` out of the bag, ``favourites``.
        text: The code or word.
    """

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """An act that is being asked for.

    Attributes:
        offer: The card it belongs to.
        act: Which of its acts.
        op: Drawn when the asking began: however often it is confirmed, it is one act.
        answers: Values so far, by place of the question; a question left out holds None.
        typed: What the pending number filled in before.
        complaint: Why the last answer was not taken; empty where it was.
        sought: How its card is found again.
        scanned: The code, where the scan itself was the act.
        note: What to mind before it is answered, in a sentence; it goes with the answer.
        before_op: Op of the command that is played before it; empty where there is none.
    """

    offer: Offer
    act: OfferedAct
    op: str
    answers: tuple[Any, ...] = ()
    typed: int | None = None
    complaint: str = ""
    note: str = ""
    sought: Sought | None = None
    scanned: str | None = None
    before_op: str = ""

    @property
    def ask(self) -> Ask | None:
        """The question that stands, None when all are answered."""
        place = len(self.answers)
        return self.act.asks[place] if place < len(self.act.asks) else None

    @property
    def command(self) -> dict[str, Any]:
        """The command of the act, once its questions are answered; without its `op`."""
        made: dict[str, Any] = {"do": self.act.do}
        _merge(made, self.act.fields)
        if self.act.quantity is not None and self.typed is not None:
            _put(made, self.act.quantity, self.typed)
        for ask, value in zip(self.act.asks, self.answers, strict=True):
            if value is None:
                continue
            if ask.clears and value == CLEARS:
                _put(made, ask.field, None)
            elif ask.field:
                _put(made, ask.field, value)
            else:
                _merge(made, value)
        return made


def _merge(made: dict[str, Any], fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        _put(made, name, dict(value) if isinstance(value, Mapping) else value)


def _put(made: dict[str, Any], name: str, value: Any) -> None:
    """Put a value into a field, dotted inside a group; what a group holds already stays.

    A field inside a group may be called by a code that has a dot itself, such as that of a setting.
    """
    outer, _, inner = name.partition(".")
    if inner:
        made.setdefault(outer, {})[inner] = value
    elif isinstance(value, dict) and isinstance(made.get(outer), dict):
        made[outer].update(value)
    else:
        made[outer] = value
