"""Fields and kinds of values that several acts with things lent take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.codes import read_code
from concierge_desk.counter.values.journal_texts import NewCode, VisitCode
from concierge_desk.counter.values.kinds import Code, Integer, Kind, NoteText, Text, Unreadable
from concierge_desk.domain.journal import PersonalRecord
from concierge_desk.domain.numbers import LOAN, is_number
from concierge_desk.domain.override import override

RETENTION: Final = "loan"
"""How long it is kept whose a loan was, and what was typed of an object."""
MOST_DAYS: Final = 366
MOST_PIECES: Final = 999
MAX_NOTE: Final = 500

CODE = Code()
NEW_CODE = NewCode(CODE)
PLACE = NewCode(CODE)
NOTE = NoteText(max_length=MAX_NOTE)
DAYS = Integer(0, MOST_DAYS, "days")
QUANTITY = Integer(1, MOST_PIECES)

_NAME: Final = re.compile(r"[A-Z0-9-]{1,20}")
_SHORT: Final = re.compile(r"\d{1,9}")
_LABEL: Final = re.compile(r"[OK]-?[0-9A-Z]{12,13}")
_ONE_WORD: Final = str.maketrans(" +", "__")
"""Blanks and pluses part what is counted from each other, in rows and in tables: ``GROS FORET`` is one thing."""


def read_object(text: str) -> str:
    """Return what a text names an object by: the code on its label, else its number or barcode, in capitals.

    A number of the shop's may have as many letters as a code, as CHAISE-PLIANTE has: it is one all the same.

    Raises:
        ValueError: When the check character of a code does not fit.
    """
    number = text.strip().upper()
    if _NAME.fullmatch(number) and not _LABEL.fullmatch(number):
        return number
    return read_code(text) or number


def named_object(text: str) -> str:
    """Return the same, and what was misread as it was typed: it is the name of nothing."""
    try:
        return read_object(text)
    except ValueError:
        return text.strip().upper()


@dataclass(frozen=True, slots=True)
class ObjectName(Kind):
    """Number that the shop gives an object, whatever its case."""

    label: str = "number of an object: up to 20 letters, figures and dashes"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=20, exempt=True).read(raw).upper()
        # What reads as a label would be found by its number no more.
        if not _NAME.fullmatch(text) or _LABEL.fullmatch(text):
            raise Unreadable("input.object_name")
        return text


NEW_NAME = NewCode(ObjectName())


@dataclass(frozen=True, slots=True)
class ObjectRef(Kind):
    """An object: its number in the shop, the code on its label, or its barcode, whatever the case."""

    label: str = "an object: its number, the code on its label, or its barcode"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=40, exempt=True).read(raw)
        try:
            return read_object(text)
        except ValueError as error:
            raise Unreadable("input.own_code") from error


@dataclass(frozen=True, slots=True)
class LoanNumber(Kind):
    """Number of a loan, such as ``L-2026-000001``."""

    label: str = "number of a loan, such as `L-2026-000001`"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=30, exempt=True).read(raw).upper()
        if not is_number(LOAN, text):
            raise Unreadable("input.thing")
        return text


@dataclass(frozen=True, slots=True)
class Counts(Kind):
    """How many of each thing: an object, or as a cell of a table holds them, ``FORET:5+BATTERIE:2``."""

    label: str = "object: code -> pieces, or one text such as `FORET:5+BATTERIE:2`"

    @override
    def read(self, raw: object) -> Mapping[str, int]:
        if isinstance(raw, str):
            parts = [part.rpartition(":") for part in raw.split("+") if part]
            told = [(name, int(count) if _SHORT.fullmatch(count) else count) for name, _, count in parts]
        elif isinstance(raw, dict):
            told = list(raw.items())
        else:
            raise Unreadable("input.object")
        pieces = Integer(0, MOST_PIECES)
        counts = [(NEW_CODE.read(name).translate(_ONE_WORD), pieces.read(count)) for name, count in told]
        if len(dict(counts)) < len(counts):
            # Which of two counts is meant nobody knows.
            raise Unreadable("input.object")
        return dict(counts)


@dataclass(frozen=True, slots=True)
class Condition(Kind):
    """How a thing is: a code of a list; by its parts, an object, where the nature has such.

    Attributes:
        conditions: The list of conditions; empty where the nature is not known yet.
        parts: The list of parts; empty where it is told of the whole.
    """

    conditions: str = ""
    parts: str = ""

    @property
    @override
    def label(self) -> str:
        whole = f"code of `{self.conditions}`" if self.conditions else "code of the nature's conditions"
        return f"{whole}, or object: part -> code" if self.parts or not self.conditions else whole

    @override
    def read(self, raw: object) -> str:
        if isinstance(raw, dict) and self.parts:
            told = {
                self._code(self.parts, part): self._code(self.conditions, how) for part, how in raw.items()
            }
            return " ".join(f"{part}:{how}" for part, how in told.items())
        return self._code(self.conditions, raw)

    @staticmethod
    def _code(name: str, raw: object) -> str:
        found = codelists.code_of(name, raw) if isinstance(raw, str) else None
        if found is None:
            raise Unreadable("input.choice", words=", ".join(codelists.codes(name)))
        return found


VISIT: TypeAlias = Annotated[str | None, VisitCode(), "Whose visit it is, where nobody else is said."]
AnObject: TypeAlias = Annotated[str | None, ObjectRef(), "The object; or"]
AnyOfKind: TypeAlias = Annotated[str | None, CODE, "any of a kind."]
TheLoan: TypeAlias = Annotated[str | None, LoanNumber(), "the loan, where several have of it."]
ThisObject: TypeAlias = Annotated[str, ObjectRef(), "Its number, the code on its label, or its barcode."]


def noted(text: str | None, context: Context) -> tuple[str | None, tuple[PersonalRecord, ...]]:
    """Return where a remark stands beside the journal, and what keeps it there; nothing for none."""
    if text is None:
        return None, ()
    ref = context.draw("n")
    return ref, (PersonalRecord(ref, "note", text, RETENTION),)


def damaged_in(condition: str | None) -> bool:
    """Say whether a condition tells of damage, of the whole or of a part."""
    return condition is not None and any(told.rpartition(":")[2] == "damaged" for told in condition.split())


def checked(counts: Mapping[str, int], told: Mapping[str, Any] | None) -> bool:
    """Say whether each thing that is counted was told of."""
    return not counts or (told is not None and counts.keys() <= told.keys())
