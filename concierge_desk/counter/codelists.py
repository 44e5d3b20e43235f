"""Dated lists of codes with labels in every language; input is matched generously.

Source: DESIGN §7 (code lists).
"""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache

from concierge_desk import paths
from concierge_desk.domain.journal import PersonalRecord

NOTE_RETENTION = "note"


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of a list; with the text itself where it was none of them."""

    code: str
    note: str | None


@dataclass(frozen=True, slots=True)
class ListedCode:
    """One row of a list."""

    code: str
    labels: tuple[str, ...]
    label_fr: str
    label_en: str


def fold(text: str) -> str:
    """Return a text as codes are matched: NFKC, case folded, one kind of apostrophe, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(folded.split())


@cache
def _lists() -> dict[str, tuple[ListedCode, ...]]:
    found: dict[str, list[ListedCode]] = {}
    for row in csv.DictReader(paths.resource_text("codes.csv").splitlines()):
        labels = (row["code"], row["label_fr"], row["label_en"])
        found.setdefault(row["list"], []).append(
            ListedCode(row["code"], tuple(fold(label) for label in labels), row["label_fr"], row["label_en"])
        )
    return {name: tuple(rows) for name, rows in found.items()}


def names() -> tuple[str, ...]:
    """Return the names of the lists, in the file's order."""
    return tuple(_lists())


def codes(name: str) -> tuple[str, ...]:
    """Return the codes of a list, in its order."""
    return tuple(row.code for row in _lists()[name])


def code_of(name: str, text: str) -> str | None:
    """Return the code that a text names, by code or by label; None when it names none."""
    folded = fold(text)
    return next((row.code for row in _lists()[name] if folded in row.labels), None)


def label_of(name: str, code: str, lang: str) -> str:
    """Return the label of a code in a language; the code itself when the list has lost it."""
    row = next((row for row in _lists()[name] if row.code == code), None)
    if row is None:
        return code
    return row.label_en if lang == "en" else row.label_fr


def noted(coded: Coded | None, ref: str) -> tuple[dict[str, str | None], tuple[PersonalRecord, ...]]:
    """Return what the journal keeps of a coded value, and the sentence kept beside it.

    Args:
        coded: The value; None gives a null code.
        ref: A random ref, used only when there is a sentence.
    """
    if coded is None:
        return {"code": None, "note": None}, ()
    if coded.note is None:
        return {"code": coded.code, "note": None}, ()
    return {"code": coded.code, "note": ref}, (PersonalRecord(ref, "note", coded.note, NOTE_RETENTION),)
