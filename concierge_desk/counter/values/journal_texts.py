"""Kinds of texts that reach the journal: what of them stands there as typed, what beside it, what nowhere.

A kind reads a text as every kind does; then, at the counter, it screens it: what an entry holds is never somebody's
name, phone or number of a document. A field whose text reaches an entry is of one of these kinds; the test of names
throws them at every field of every command.

Source: decision 0056.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Protocol, TypeAlias

from concierge_desk.counter.values.kinds import Flag, Kind, Ref, Text, Unreadable
from concierge_desk.domain.barred_numbers import (
    ABROAD,
    holds_id_number,
    holds_phone_number,
    is_dated_card,
    may_identify,
    visible,
)
from concierge_desk.domain.override import override
from concierge_desk.domain.titles import bears_title

CONFIRMED = "confirmed"
AskedTwice: TypeAlias = Annotated[bool, Flag(), "What is unusual was asked for twice."]
"""Field of a command that takes what is unusual when it is said again."""


class Screen(Protocol):
    """What a text is judged by at the counter."""

    @property
    def confirmed(self) -> bool:
        """Whether it was asked for twice."""

    def in_use(self, what: str, text: str) -> str | None:
        """Return how entries call what is called so here already; None where nothing is.

        Args:
            what: Which kind of thing, as the services tell it: ``Service.in_use``.
            text: As typed.
        """

    def names_somebody(self, text: str) -> bool:
        """Say whether a word of it is the name of somebody who is here."""

    def inscribed(self, text: str) -> str:
        """Return the ref under which the words are kept beside the journal."""


class Doubted(Unreadable):
    """A text is unusual: it is taken when it is said again with ``confirmed``."""


class JournalText(Kind, Protocol):
    """Kind of a text that reaches the journal."""

    def screened(self, text: str, screen: Screen) -> str:
        """Return what an entry holds of it. Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Label(Text):
    """What is sold is called: the one free text that has to stand on tickets and in the journal.

    Source: docs/requirements.md, R-1.10.
    """

    def screened(self, text: str, screen: Screen) -> str:
        """Refuse a phone or a document's number; ask twice for what may be a name."""
        known = screen.in_use("label", text)
        if known is not None:
            return known
        if holds_phone_number(text):
            raise Unreadable("input.phone_number")
        if holds_id_number(text):
            raise Unreadable("input.id_number")
        if not screen.confirmed and (bears_title(text) or screen.names_somebody(text)):
            raise Doubted("input.label_names")
        return text


@dataclass(frozen=True, slots=True)
class Remark(Text):
    """A text that tells nobody by itself, such as a source: what may be a name stands beside the journal."""

    def screened(self, text: str, screen: Screen) -> str:
        """Keep it beside where it may name somebody, or hold somebody's number."""
        tells = bears_title(text) or holds_phone_number(text) or holds_id_number(text)
        return screen.inscribed(text) if tells or screen.names_somebody(text) else text


@dataclass(frozen=True, slots=True)
class NewCode(Kind):
    """A code of a catalogue that may be new: no name of anybody who is here, and no number of theirs."""

    kind: Kind

    @property
    @override
    def label(self) -> str:
        return self.kind.label

    @override
    def read(self, raw: object) -> str:
        return str(self.kind.read(raw))

    def screened(self, text: str, screen: Screen) -> str:
        """Refuse what may tell somebody, unless it is a code here already."""
        known = screen.in_use("code", text)
        if known is not None:
            return known
        if bears_title(text) or may_identify(text) or holds_id_number(text) or screen.names_somebody(text):
            raise Unreadable("input.code_names")
        return text


_LETTERS = re.compile(r"[^\W\d_]+")
MOST_LETTERS = 3
"""Letters in a row that are no word yet."""


def is_pattern(text: str) -> bool:
    """Say whether a text is a code to look at: plain letters and figures, a figure at least, no word."""
    words = _LETTERS.findall(text)
    return text.isascii() and any(map(str.isdigit, text)) and all(len(word) <= MOST_LETTERS for word in words)


# Code 39 has capitals alone; a word among them is a maker's, unless somebody here is called so.
_MAKERS = re.compile(r"[0-9A-Z./+$%-]+")
_BARCODE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z./+$%_ -]*[0-9A-Za-z])?")


@dataclass(frozen=True, slots=True)
class BarcodeText(Text):
    """A barcode as it is read: figures with their key, or the code of a maker."""

    max_length: int = 40
    exempt: bool = True

    def screened(self, text: str, screen: Screen) -> str:
        """Refuse what is no barcode, unless something bears it already."""
        from stdnum import ean  # noqa: PLC0415  (articles are made seldom)

        known = screen.in_use("barcode", text)
        if known is not None:
            return known
        sure = text.isdigit() and ean.is_valid(text)
        # Figures with their key are a barcode, but for the two shapes that are somebody's too.
        keyed = sure and not text.startswith(ABROAD) and not is_dated_card(text)
        coded = _MAKERS.fullmatch(text) or (_BARCODE.fullmatch(text) and is_pattern(text))
        if not keyed and (not coded or may_identify(text) or screen.names_somebody(text)):
            raise Unreadable("input.barcode")
        return text


_VISIT = re.compile(r"v-[0-9a-z-]{1,40}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class VisitCode(Ref):
    """Code of a visit: ``v-…`` as the program draws it, or a UUID; one that is saved goes on as it is."""

    label: str = "code of a visit: `v-…`, or a UUID"

    def screened(self, text: str, screen: Screen) -> str:
        """Refuse what may tell somebody, unless there is such a visit."""
        known = screen.in_use("visit", text)
        if known is not None:
            return known
        drawn = _UUID.fullmatch(text) is not None
        plain = _VISIT.fullmatch(text) and not may_identify(visible(text[2:]).replace("-", ""))
        # No word of it is looked for among those who are here: "v-noel-1" is no Mr Noël's.
        if not drawn and (not plain or bears_title(text)):
            raise Unreadable("input.visit")
        return text
