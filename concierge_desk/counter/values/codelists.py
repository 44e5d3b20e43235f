"""Dated lists of codes with labels in every language; input is matched generously.

Source: docs/contract.md, "Code lists".
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from concierge_desk import paths
from concierge_desk.domain.signs import with_apostrophes

if TYPE_CHECKING:
    from concierge_desk.domain.journal import PersonalRecord

OPERATOR_RETENTION = "operator"
NOTE_RETENTION = "note"


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of a list; with the text itself where it was none of them."""

    code: str
    note: str | None


@dataclass(frozen=True, slots=True)
class ListedCode:
    """One row of a list; `current` while no end is known."""

    code: str
    labels: tuple[str, ...]
    label_fr: str
    label_en: str
    current: bool


def fold(text: str) -> str:
    """Return a text as codes are matched: NFKC, case folded, one kind of apostrophe, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(folded.split())


@cache
def _lists() -> dict[str, tuple[ListedCode, ...]]:
    """Return every list: one file of ``resources/codes`` for the counter and for each service."""
    # The window matches words before it is painted, and reads no list for that.
    from concierge_desk.domain import dated  # noqa: PLC0415

    found: dict[str, list[ListedCode]] = {}
    for file in paths.resource_names("codes"):
        for line in dated.lines(paths.resource_text(file), _COLUMNS):
            code, french, english = (line.text(name) for name in ("code", "label_fr", "label_en"))
            labels = tuple(fold(label) for label in (code, french, english))
            _, last = line.period()
            row = ListedCode(code, labels, french, english, current=last is None)
            found.setdefault(line.text("list"), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


_COLUMNS = ("list", "code", "label_fr", "label_en", "valid_from", "valid_to", "source")


def names() -> tuple[str, ...]:
    """Return the names of the lists, in the file's order."""
    return tuple(_lists())


def codes(name: str) -> tuple[str, ...]:
    """Return the codes of a list that may still be given, in its order; old ones keep their labels."""
    return tuple(row.code for row in _lists()[name] if row.current)


def code_of(name: str, text: str) -> str | None:
    """Return the code that a text names, by code or by label; None when it names none."""
    folded = fold(text)
    return next((row.code for row in _lists()[name] if row.current and folded in row.labels), None)


def label_of(name: str, code: str, lang: str) -> str:
    """Return the label of a code in a language; the code itself when the list has lost it."""
    row = next((row for row in _lists()[name] if row.code == code), None)
    if row is None:
        return code
    return row.label_en if lang == "en" else with_apostrophes(row.label_fr)


def said(text: str | None) -> Coded | None:
    """Return a sentence that belongs to no code, as `noted` takes it; None where nothing was said."""
    return None if text is None else Coded("other", text)


def noted(coded: Coded | None, ref: str) -> "tuple[dict[str, str | None], tuple[PersonalRecord, ...]]":
    """Return what the journal keeps of a coded value, and the sentence kept beside it.

    Args:
        coded: The value; None gives a null code.
        ref: A random ref, used only when there is a sentence.
    """
    if coded is None:
        return {"code": None, "note": None}, ()
    if coded.note is None:
        return {"code": coded.code, "note": None}, ()
    from concierge_desk.domain.journal import PersonalRecord  # noqa: PLC0415  (see `_lists`)

    return {"code": coded.code, "note": ref}, (PersonalRecord(ref, "note", coded.note, NOTE_RETENTION),)
