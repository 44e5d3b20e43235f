"""Protections of the journal that are altered, whole again, altered once more: each is told, and told once."""

from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.journal import read_payload
from concierge_desk.store import journal, settings
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.database import read_store
from concierge_desk.store.rebuild import compare
from tests.sizes import few
from tests.store.stores import Lived

A, B = "journal_no_update", "journal_no_delete"
LIVED = 95
"""Entries of the lived day, before anything is told."""


def drop(desk: Lived, *names: str) -> None:
    rows = open_unguarded(desk.store, desk.keys.store_key)
    for name in names:
        rows.execute(f"DROP TRIGGER {name}")
    rows.close()


def mend(desk: Lived, *names: str) -> None:
    rows = open_unguarded(desk.store, desk.keys.store_key)
    for name in names:
        rows.execute(journal.TRIGGERS[name])
    rows.close()


def opened(desk: Lived, times: int = 2) -> None:
    """Open the desk, and again: nothing is told a second time."""
    for _ in range(times):
        with open_desk(Options(data=desk.root)):
            pass


def told(desk: Lived) -> list[tuple[str, list[str]]]:
    found = []
    for entry in desk.entries()[LIVED:]:
        posted = read_payload(entry)
        assert posted is not None
        found.append((posted.kind, list(posted.data["what"])))
    return found


Step = tuple[str, tuple[str, ...]]
TALES: list[tuple[list[Step], list[tuple[str, list[str]]]]] = [
    ([("drop", (A,))], [("integrity.failed", [A])]),
    ([("drop", (A,)), ("mend", (A,))], [("integrity.failed", [A]), ("integrity.restored", [A])]),
    # The same alteration once more is told once more.
    (
        [("drop", (A,)), ("mend", (A,)), ("drop", (A,))],
        [("integrity.failed", [A]), ("integrity.restored", [A]), ("integrity.failed", [A])],
    ),
    (
        [("drop", (A,)), ("mend", (A,)), ("drop", (A,)), ("mend", (A,)), ("drop", (B,))],
        [
            ("integrity.failed", [A]), ("integrity.restored", [A]), ("integrity.failed", [A]),
            ("integrity.restored", [A]), ("integrity.failed", [B]),
        ],
    ),
    # One more, one less: what is altered now, each time.
    (
        [("drop", (A,)), ("drop", (B,)), ("mend", (A,)), ("mend", (B,))],
        [
            ("integrity.failed", [A]), ("integrity.failed", [A, B]), ("integrity.failed", [B]),
            ("integrity.restored", [B]),
        ],
    ),
    ([("drop", (A, B)), ("mend", (A, B))], [("integrity.failed", [A, B]), ("integrity.restored", [A, B])]),
]  # fmt: skip


@few(3)
@pytest.mark.parametrize(("steps", "entries"), TALES)
def test_each_is_told_once(
    lived: Lived, steps: list[Step], entries: list[tuple[str, list[str]]], expected_log: list[Any]
) -> None:
    for step, names in steps:
        (drop if step == "drop" else mend)(lived, *names)
        opened(lived)
    assert [(kind, sorted(what)) for kind, what in told(lived)] == [(k, sorted(w)) for k, w in entries]
    assert len(expected_log) == len(entries)
    for record, (kind, what) in zip(expected_log, entries, strict=True):
        assert kind in record.getMessage()
        assert all(name in record.getMessage() for name in what)
    # A rebuild makes the same of it, and nothing is told anew by it.
    known = read_store(lived.store, lived.keys.store_key, settings.told_altered)
    assert not compare(lived.store, lived.keys.store_key, catalogue.schemas()).differences
    assert read_store(lived.store, lived.keys.store_key, settings.told_altered) == known
    altered = {name for kind, names in entries[-1:] if kind == "integrity.failed" for name in names}
    assert set(known) == altered
    assert {detail for code, _, detail in lived.faults() if code == "trigger"} == altered


def test_mended_before_anybody_looked(lived: Lived) -> None:
    drop(lived, A, B)
    mend(lived, A, B)
    opened(lived)
    assert told(lived) == []


def test_acts_go_on_and_the_head_is_whole(lived: Lived, expected_log: list[Any]) -> None:
    drop(lived, A)
    opened(lived, 1)
    mend(lived, A)
    opened(lived, 1)
    assert [entry.seq for entry in lived.entries()][-2:] == [LIVED + 1, LIVED + 2]
    assert lived.faults(signatures=True) == []
    assert expected_log


def test_told_in_no_day_of_its_own(lived: Lived, expected_log: list[Any]) -> None:
    """Between two days an entry has no day; it stands in the range of the next closing."""
    drop(lived, A)
    opened(lived, 1)
    (entry,) = lived.entries()[LIVED:]
    assert (entry.aud, entry.day, entry.kind) == ("", None, "integrity.failed")
    assert expected_log
