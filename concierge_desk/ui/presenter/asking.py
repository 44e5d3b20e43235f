"""An act that is being asked for, and what takes it back: what every page that offers acts keeps of them; no Qt.

Source: docs/contract.md, "Operation"; decisions 0019, 0065.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Any

from concierge_desk.counter.cards.offers import CLEARS, FURTHER, Ask, Offer, OfferedAct


@dataclass(frozen=True, slots=True)
class Undo:
    """Act that F9 takes back now.

    Attributes:
        label: What it was.
        op: The act that stood alone; None where the last line of the visit is taken away.
        until: Monotonic second after which the offer folds.
        arrives: It took in a thing of a carrier's bag.
        lines: Acts that became lines of the visit with it, and go with it.
        beside: It has nothing to do with what is shown: it is taken back whatever question stands.
    """

    label: str
    op: str | None
    until: float
    arrives: bool = False
    beside: bool = False
    lines: tuple[Mapping[str, Any], ...] = ()


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
            if ask.kind == "picks":
                if ask.field:
                    _put(made, ask.field, [_own(one) for one in value if one != FURTHER])
            elif ask.clears and value == CLEARS:
                _put(made, ask.field, None)
            elif ask.field:
                _put(made, ask.field, value)
            else:
                # Of ticked lines each says its own field.
                for one in value if ask.kind == "ticks" else (value,):
                    _merge(made, one)
        return made


def answered(act: OfferedAct, place: int, value: Any) -> OfferedAct:
    """Return an act once a question of it was answered: what its options ask then comes next.

    Args:
        act: Its questions so far.
        place: Of the question.
        value: The answer.
    """
    ask = act.asks[place]
    left = act.asks[place + 1 :]
    if not any(option.asks for option in ask.options):
        return act
    # What another answer brought before is not asked any more.
    others = dropwhile(lambda one: one.depth > ask.depth, left)
    further = (replace(one, depth=ask.depth + 1) for one in _asked_then(ask, value))
    return replace(act, asks=(*act.asks[: place + 1], *further, *others))


def with_answers(act: OfferedAct, answers: Sequence[Any]) -> OfferedAct:
    """Return an act as its questions are once some were answered."""
    for place, value in enumerate(answers):
        if place < len(act.asks):
            act = answered(act, place, value)
    return act


def left_out(asks: Sequence[Ask], answers: Sequence[Any]) -> tuple[str, ...]:
    """Return what was expected and not picked from the last list that was picked from."""
    lists = [
        (ask, value) for ask, value in zip(asks, answers, strict=False) if ask.kind == "picks" and ask.gathers
    ]
    if not lists:
        return ()
    ask, value = lists[-1]
    return tuple(one.label for one in ask.options if one.expected and one.value not in (value or ()))


def _asked_then(ask: Ask, value: Any) -> Iterator[Ask]:
    """Yield what the options ask that were chosen; of several that are picked, each for a row of its own."""
    if ask.kind == "ticks":
        yield from (one for option in ask.options if option.value not in value for one in option.asks)
        return
    if ask.kind != "picks":
        yield from (one for option in ask.options if option.value == value for one in option.asks)
        return
    meant = [one for one in value or () if one != FURTHER]
    all_of_it = FURTHER in (value or ()) or all(option.value != FURTHER for option in ask.options)
    options = [next(option for option in ask.options if option.value == one) for one in meant]
    for row, option in enumerate(options):
        same = [other.label for other in options[:row]].count(option.label) + 1
        several = sum(other.label == option.label for other in options) > 1
        about = f"{option.label} {same}" if several else option.label
        for one in option.asks if all_of_it else (one for one in option.asks if one.always):
            # Without a field only what is asked then counts.
            yield _of_row(one, f"{ask.field}[{row}].", about) if ask.field else one


def _of_row(ask: Ask, row: str, about: str) -> Ask:
    """Return a question for a row of a list, and what its options ask of the same row."""
    options = ask.options
    if ask.kind != "picks" or not ask.field:
        options = tuple(
            replace(option, asks=tuple(_of_row(one, row, about) for one in option.asks)) for option in options
        )
    question = f"{about} · {ask.question}"
    return replace(ask, field=f"{row}{ask.field}" if ask.field else "", question=question, options=options)


def _own(value: Any) -> Any:
    """Return a value that nobody else changes."""
    if isinstance(value, list | tuple):
        return [_own(one) for one in value]
    return dict(value) if isinstance(value, Mapping) else value


_ROW = re.compile(r"(\w+)\[(\d+)\]\.(.+)")
"""A field of a row of a list, such as ``pieces[0].colour``."""


def _merge(made: dict[str, Any], fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        _put(made, name, _own(value))


def _put(made: dict[str, Any], name: str, value: Any) -> None:
    """Put a value into a field, dotted inside a group; what a group holds already stays.

    A field inside a group may be called by a code that has a dot itself, such as that of a setting.
    """
    row = _ROW.fullmatch(name)
    if row is not None:
        _put(made[row[1]][int(row[2])], row[3], value)
        return
    outer, _, inner = name.partition(".")
    if inner:
        made.setdefault(outer, {})[inner] = value
    elif isinstance(value, dict) and isinstance(made.get(outer), dict):
        made[outer].update(value)
    else:
        made[outer] = value
