"""A desk whose settings were tampered with still says what is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.store import settings
from concierge_desk.store.database import read_store
from concierge_desk.store.verify import desk_code
from tests.store.stores import ROOT, Lived, small_store


def verified(lived: Lived) -> tuple[int, list[dict[str, Any]]]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "concierge_desk",
            "--data",
            str(lived.root),
            "--json",
            "verify",
            "--signatures",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout).get("faults", [])


def place_of_settings(lived: Lived) -> int:
    return next(entry.seq for entry in lived.entries() if entry.kind == settings.SET)


def test_the_copy_in_the_table_is_what_the_journal_says(lived: Lived) -> None:
    def both(rows: Any) -> tuple[Any, Any]:
        return settings.settings_copied(rows), settings.settings_at(rows)

    copied, told = read_store(lived.store, lived.keys.store_key, both)
    assert copied == told


@pytest.mark.parametrize("data", ["{", "[]", "1"])
def test_a_copy_that_is_none_is_not_taken(lived: Lived, data: str) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE setting SET data = ?", (data,))
        assert settings.settings_copied(rows) is None
        rows.execute("DELETE FROM setting")
        assert settings.settings_copied(rows) is None
        # The journal itself still says it.
        assert settings.settings_at(rows)["desk"] == lived.desk


def test_settings_at_an_entry_are_those_before_it(lived: Lived) -> None:
    place = place_of_settings(lived)
    with lived.raw() as rows:
        assert settings.settings_entry(rows, place - 1) is None
        found = settings.settings_entry(rows, place)
    assert found is not None
    assert found.seq == place


def test_an_entry_of_settings_that_cannot_be_read_is_told(lived: Lived) -> None:
    place = place_of_settings(lived)
    with lived.raw() as rows:
        rows.execute("UPDATE journal SET payload = x'7b' WHERE seq = ?", (place,))
        with pytest.raises(IntegrityFailure):
            settings.settings_at(rows)
    status, faults = verified(lived)
    assert status == 5
    assert ("payload", place) in {(fault["code"], fault["seq"]) for fault in faults}


@pytest.mark.parametrize(
    "change", ["UPDATE journal SET payload = x'7b' WHERE seq = 1", "DELETE FROM journal WHERE seq = 1"]
)
def test_a_first_entry_that_is_gone_or_changed_is_told(lived: Lived, change: str) -> None:
    with lived.raw() as rows:
        rows.execute(change)
    status, faults = verified(lived)
    assert status == 5
    assert {fault["seq"] for fault in faults} == {1}


def test_the_code_of_the_desk_is_the_one_the_links_hold_with(lived: Lived, tmp_path: Path) -> None:
    with lived.raw() as rows:
        assert desk_code(rows, lived.desk) == lived.desk
        assert desk_code(rows, "XXX1") == lived.desk
        # Only the settings know it where first and last entry were changed.
        rows.execute("UPDATE journal SET payload = x'7b' WHERE seq IN (1, 95)")
        assert desk_code(rows, lived.desk) == lived.desk
        assert desk_code(rows, "XXX1") == "XXX1"
    with small_store(tmp_path / "empty.db") as store:
        assert store.read(lambda rows: desk_code(rows, "AMP1")) == "AMP1"
