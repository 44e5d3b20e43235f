"""Kinds of values that a command's fields take: how a raw value is read, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.codes import read_code
from concierge_desk.domain.barred_numbers import holds_card_number, holds_id_number
from concierge_desk.domain.errors import Param
from concierge_desk.domain.override import override

MAX_CENTS = 99_999_999
MAX_TEXT = 120
MOST_CHEQUES = 500
"""Cheques that may lie in a drawer when a day is closed."""
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_JOINER = "\u200d"


class Unreadable(ValueError):
    """A raw value is not what its field takes.

    Attributes:
        code: Code of the sentence.
        params: What it is filled with.
    """

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Kind(Protocol):
    """Kind of value: how it is read, and what is wrong with it."""

    @property
    def label(self) -> str:
        """Words of the reference for it, unit included."""

    def read(self, raw: object) -> Any:
        """Return the value. Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A short text, trimmed, in NFC; a card number in it is refused.

    Attributes:
        exempt: A tracking number or a barcode, where 13 to 19 digits are no card (R-3.06).
    """

    max_length: int = MAX_TEXT
    exempt: bool = False

    @property
    @override
    def label(self) -> str:
        return f"text, at most {self.max_length} characters"

    @override
    def read(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise Unreadable("input.text")
        try:
            raw.encode()
        except UnicodeEncodeError as error:
            raise Unreadable("input.text") from error
        text = " ".join(unicodedata.normalize("NFC", _CONTROL.sub(" ", _seen(raw))).split())
        if not text:
            raise Unreadable("input.empty")
        if len(text) > self.max_length:
            raise Unreadable("input.too_long", most=self.max_length)
        if not self.exempt and holds_card_number(text):
            raise Unreadable("input.card_number")
        return text


def _seen(raw: str) -> str:
    """Return a text without signs that nobody sees, which turn its letters round or make two of one name.

    The one that joins stays: emoji and some scripts are written with it.
    """
    if raw.isascii():
        return raw
    return "".join(sign for sign in raw if unicodedata.category(sign) != "Cf" or sign == _JOINER).strip(
        _JOINER
    )


@dataclass(frozen=True, slots=True)
class NoteText(Text):
    """A sentence kept beside the journal; the number of an identity document in it is refused (R-4.03)."""

    @override
    def read(self, raw: object) -> str:
        text = Text.read(self, raw)  # without its mark, a class of slots does not know its parent
        if holds_id_number(text):
            raise Unreadable("input.id_number")
        return text


@dataclass(frozen=True, slots=True)
class ChequeNumber(Kind):
    """The number of a cheque: figures alone, blanks apart."""

    label: str = "number of a cheque: 1 to 10 figures"

    @override
    def read(self, raw: object) -> str:
        text = "".join(Text().read(raw).split())
        if not re.fullmatch(r"[0-9]{1,10}", text, re.ASCII):
            raise Unreadable("input.cheque_number")
        return text


@dataclass(frozen=True, slots=True)
class Code(Kind):
    """A code of ours, whatever the case it is typed in.

    Attributes:
        upper: Codes of catalogues and tariffs are in capitals; own codes such as ``c-…`` are not.
    """

    upper: bool = True

    @property
    @override
    def label(self) -> str:
        return "code, in either case"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=30).read(raw)
        return text.upper() if self.upper else text.lower()


@dataclass(frozen=True, slots=True)
class OwnCode(Kind):
    """A code of our own, typed or scanned, with or without the check character that paper bears."""

    label: str = "code of ours, in either case, with or without its check character"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=30, exempt=True).read(raw)
        try:
            return read_code(text) or text.lower()
        except ValueError as error:
            raise Unreadable("input.own_code") from error


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """True or false."""

    label: str = "true or false"

    @override
    def read(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise Unreadable("input.flag")
        return raw


@dataclass(frozen=True, slots=True)
class Ref(Kind):
    """A code that a program draws, an operation's or a visit's: no words, for it stands in the journal."""

    label: str = "code: letters, digits and dashes"

    @override
    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,64}", raw):
            raise Unreadable("input.ref")
        return raw.lower()


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """An instant of this century, ``2026-11-25T08:00``: local time of the shop unless it says its offset."""

    label: str = "instant, YYYY-MM-DDTHH:MM, local time unless it has an offset"

    @override
    def read(self, raw: object) -> datetime:
        try:
            # A day alone would be read as its midnight: nobody means that.
            at = datetime.fromisoformat(raw) if isinstance(raw, str) and "T" in raw else None
        except ValueError as error:
            raise Unreadable("input.moment") from error
        if at is None or not FIRST_DAY <= at.date() <= LAST_DAY:
            raise Unreadable("input.moment")
        return at


@dataclass(frozen=True, slots=True)
class Integer(Kind):
    """A whole number between two bounds, both included."""

    least: int
    most: int
    unit: str = ""

    @property
    @override
    def label(self) -> str:
        return f"integer {self.least} to {self.most}" + (f", {self.unit}" if self.unit else "")

    @override
    def read(self, raw: object) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise Unreadable("input.integer")
        if not self.least <= raw <= self.most:
            raise Unreadable("input.bounds", least=self.least, most=self.most)
        return raw


def cents(least: int = 0) -> Integer:
    """Return the kind of an amount in cents."""
    return Integer(least, MAX_CENTS, "cents")


def signed_cents() -> Integer:
    """Return the kind of an amount in cents that may be below nought."""
    return Integer(-MAX_CENTS, MAX_CENTS, "cents")


@dataclass(frozen=True, slots=True)
class OrNull(Kind):
    """A value that may also be given as null, which is not the same as leaving it out."""

    kind: Kind
    null: Any

    @property
    @override
    def label(self) -> str:
        return f"{self.kind.label}, or null"

    @override
    def read(self, raw: object) -> Any:
        return self.null if raw is None else self.kind.read(raw)


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A calendar day of this century, ``YYYY-MM-DD``: another year is a slip of the finger."""

    label: str = "day, YYYY-MM-DD"

    @override
    def read(self, raw: object) -> date:
        if not isinstance(raw, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
            raise Unreadable("input.day")
        try:
            day = date.fromisoformat(raw)
        except ValueError as error:
            raise Unreadable("input.day") from error
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Unreadable("input.day")
        return day


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few released words."""

    words: tuple[str, ...]

    @property
    @override
    def label(self) -> str:
        return " | ".join(f"`{word}`" for word in self.words)

    @override
    def read(self, raw: object) -> str:
        folded = codelists.fold(raw) if isinstance(raw, str) else None
        if folded not in self.words:
            raise Unreadable("input.choice", words=", ".join(self.words))
        return folded


@dataclass(frozen=True, slots=True)
class Word(Choice):
    """One of the codes that are known, to the letter."""

    @override
    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or raw not in self.words:
            raise Unreadable("input.choice", words=", ".join(self.words))
        return raw


@dataclass(frozen=True, slots=True)
class FromList(Kind):
    """A code of a dated list, or its label in any language.

    Attributes:
        name: The list.
        closed: Whether anything else is refused; otherwise it becomes ``other`` with a note.
        also: Another list whose codes are taken too, empty for none.
    """

    name: str
    closed: bool = False
    also: str = ""

    @property
    @override
    def label(self) -> str:
        return "code of " + ", or of ".join(
            f"`{name}`: {' '.join(codelists.codes(name))}" for name in self._names
        )

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.name, self.also) if self.also else (self.name,)

    @override
    def read(self, raw: object) -> Coded:
        text = Text(exempt=True).read(raw)
        found = (codelists.code_of(name, text) for name in self._names)
        code = next((code for code in found if code is not None), None)
        if code is not None:
            return Coded(code, None)
        # Only what is none of the codes may hold a number that is written nowhere.
        note = NoteText().read(text)
        if self.closed:
            raise Unreadable("input.choice", words=", ".join(codelists.codes(self.name)))
        return Coded("other", note)


@dataclass(frozen=True, slots=True)
class Items(Kind):
    """A list of values of one kind."""

    kind: Kind
    least: int = 0
    most: int = 500

    @property
    @override
    def label(self) -> str:
        return f"list of {self.kind.label}"

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple) or not self.least <= len(raw) <= self.most:
            raise Unreadable("input.list", least=self.least, most=self.most)
        return tuple(self.kind.read(item) for item in raw)


@dataclass(frozen=True, slots=True)
class Act(Kind):
    """A charged act, read later by the form of its own command."""

    label: str = "object: a charged act"

    @override
    def read(self, raw: object) -> Mapping[str, Any]:
        if not isinstance(raw, dict) or not isinstance(raw.get("do"), str):
            raise Unreadable("input.act")
        return raw


@dataclass(frozen=True, slots=True)
class Denominations(Kind):
    """Pieces counted of each coin and note: ``{"2000": 3}`` is three notes of 20 €.

    Source: https://www.ecb.europa.eu/euro/intro/html/index.en.html (legal tender: coins of 1 cent to 2 €, notes of 5
    to 500 €).
    """

    label: str = "object: cents of a coin or note -> pieces"

    @override
    def read(self, raw: object) -> Mapping[int, int]:
        if not isinstance(raw, dict):
            raise Unreadable("input.denominations")
        return {self._face(face): Integer(0, 100_000).read(pieces) for face, pieces in raw.items()}

    @staticmethod
    def _face(face: object) -> int:
        for known in EURO:
            if face == str(known):
                return known
        raise Unreadable("input.denominations")


EURO = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)
