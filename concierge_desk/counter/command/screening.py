"""Screening of a command: its texts as entries may hold them, and the words that are kept beside the journal.

It stands between the form, which reads what was typed, and the decision, which sees codes and refs alone.

Source: decision 0056.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.context import Screened, nobody_known
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.fields import Field, Form, Group
from concierge_desk.counter.values.journal_texts import CONFIRMED, Doubted, JournalText, Screen
from concierge_desk.counter.values.kinds import Items, Kind, OrNull, Unreadable
from concierge_desk.domain import inscriptions
from concierge_desk.domain.barred_numbers import visible
from concierge_desk.domain.errors import Refused, Unconfirmed
from concierge_desk.domain.journal import Event, PersonalRecord
from concierge_desk.domain.override import override
from concierge_desk.domain.titles import TITLE
from concierge_desk.store.records import inscription_of, personal_text

if TYPE_CHECKING:
    from concierge_desk.counter.parties import Parties

RETENTION = "inscription"
_FORM = "input."
"""Begins the codes that name their field."""
_LEAST_LETTERS = 2
_PARTICLES = frozenset(
    (
        "al",
        "au",
        "aux",
        "da",
        "de",
        "del",
        "den",
        "der",
        "des",
        "di",
        "dit",
        "du",
        "el",
        "en",
        "et",
        "la",
        "le",
        "les",
        "ou",
        "van",
        "von",
        "zu",
    )
)
"""Words that stand in names and everywhere else."""


def _nobody(_rows: Rows) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """Who and what is here, as the services tell it.

    Attributes:
        here: The names of those for whom something waits.
        in_use: By kind of thing, whether one is called so already.
        services: What may be of somebody: by the code that its cards have, the English source of its name.
        parties: Returns people as the counter knows them.
    """

    here: Callable[[Rows], Iterable[str]] = _nobody
    in_use: Mapping[str, Callable[[Rows, str], bool]] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    parties: "Callable[[], Parties]" = nobody_known


class Screening(Screened):
    """Screens the commands of one operation: what was typed twice in it stands under one ref."""

    def __init__(self, rows: Rows, draw: Callable[[str], str], shop: Inhabitants) -> None:
        """Bind the running transaction, the draw of codes, and what tells who and what is here."""
        self._rows = rows
        self._draw = draw
        self._shop = shop
        self._drawn: dict[str, str] = {}
        self._unkept: dict[str, str] = {}

    @override
    def screened(self, form: Form[Any], parsed: Any) -> Any:
        """Return a command with its texts as entries may hold them.

        Raises:
            Refused: What a kind of text refuses, such as ``input.barcode``; `Unconfirmed` where it is asked twice.
        """
        confirmed = getattr(parsed, CONFIRMED, False) is True
        return self._form(form, parsed, _Asked(self, confirmed))

    @override
    def kept(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return events with the words that they are the first to refer to."""
        return tuple(map(self._kept, events)) if self._unkept else tuple(events)

    def _kept(self, event: Event) -> Event:
        refs = inscriptions.refs_in(json.dumps(event.data)) & self._unkept.keys()
        new = [
            PersonalRecord(ref, inscriptions.KIND, self._unkept.pop(ref), RETENTION) for ref in sorted(refs)
        ]
        return replace(event, personal=(*event.personal, *new))

    @override
    def spelled(self, refused: Refused) -> Refused:
        """Return a refusal as whoever typed it understands it: with the words, not with their refs."""
        told = {
            name: inscriptions.spelled(value, self._words) if isinstance(value, str) else value
            for name, value in refused.params.items()
        }
        return refused if told == refused.params else type(refused)(refused.code, **told)

    def ref_of(self, text: str) -> str | None:
        """Return the ref under which words are kept already."""
        drawn = next((ref for ref, known in self._drawn.items() if known == text), None)
        return drawn or inscription_of(self._rows, text)

    def inscribed(self, text: str) -> str:
        """Return the ref of words, drawn where they have none."""
        ref = self.ref_of(text)
        if ref is None:
            ref = self._draw(inscriptions.PREFIX)
            self._drawn[ref] = self._unkept[ref] = text
        return ref

    def names_somebody(self, text: str) -> bool:
        """Say whether a word of a text is a word of the name of somebody who is here."""
        asked = _telling(text)
        return bool(asked) and not asked.isdisjoint(self._names)

    def in_use(self, what: str, text: str) -> str | None:
        """Return how entries call what is called so here already; None where nothing is."""
        known = self._shop.in_use.get(what)
        if known is None:
            return None
        if known(self._rows, text):
            return text
        ref = self.ref_of(text)
        return ref if ref is not None and known(self._rows, ref) else None

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(word for name in self._shop.here(self._rows) for word in _telling(name))

    def _words(self, ref: str) -> str | None:
        return self._drawn.get(ref) or personal_text(self._rows, ref)

    def _form(self, form: Form[Any], parsed: Any, asked: "_Asked") -> Any:
        changed = {}
        for one in _of_texts(form):
            value = getattr(parsed, one.target)
            if value is None:
                continue
            within = asked.within(one.name)
            try:
                screened = self._value(one.kind, value, within)
            except Unreadable as unread:
                family = Unconfirmed if isinstance(unread, Doubted) else Refused
                # A sentence of a service says itself what it is about.
                named = {"field": within.path} if unread.code.startswith(_FORM) else {}
                raise family(unread.code, **unread.params, **named) from unread
            if screened != value:
                changed[one.target] = screened
        return replace(parsed, **changed) if changed else parsed

    def _value(self, kind: Any, value: Any, asked: "_Asked") -> Any:
        shape = _shape(kind.__class__)
        # What was left out has been read by no kind.
        if shape is None or value in (None, ""):
            return value
        if shape is Items:
            return tuple(self._value(kind.kind, one, asked) for one in value)
        if shape is OrNull:
            return self._value(kind.kind, value, asked)
        return self._form(kind.form, value, asked) if shape is Group else kind.screened(value, asked)


@cache
def _of_texts(form: Form[Any]) -> tuple[Field, ...]:
    """Return the fields of a form whose values, or what lies in them, may be texts for entries."""
    return tuple(one for one in form.fields if _shape(type(one.kind)) is not None)


@cache
def _shape(kind: type[Kind]) -> type[Kind] | None:
    """Return what a class of kinds is to the screening; None where a value of it is taken as it was read.

    Asked once: to ask a protocol at each field costs as much as the rest of an act.
    """
    nesting = next((shape for shape in (Items, OrNull, Group) if issubclass(kind, shape)), None)
    return JournalText if nesting is None and hasattr(kind, "screened") else nesting


@dataclass(frozen=True, slots=True)
class _Asked(Screen):
    """One field, as a kind of text may ask about it."""

    screening: Screening
    confirmed: bool
    path: str = ""

    def within(self, name: str) -> "_Asked":
        return _Asked(self.screening, self.confirmed, f"{self.path}.{name}" if self.path else name)

    @override
    def in_use(self, what: str, text: str) -> str | None:
        return self.screening.in_use(what, text)

    @override
    def names_somebody(self, text: str) -> bool:
        return self.screening.names_somebody(text)

    @override
    def inscribed(self, text: str) -> str:
        return self.screening.inscribed(text)


def _telling(text: str) -> frozenset[str]:
    """Return the words of a text that may be somebody's name."""
    return frozenset(
        word
        for word in plain_words(visible(text))
        if len(word) >= _LEAST_LETTERS
        and word not in _PARTICLES
        and word.isalpha()
        and not TITLE.fullmatch(word)
    )
