"""The bundle for whoever helps: shown before it is written, and nobody's name in it."""

import json
from pathlib import Path

import pytest

from concierge_desk.exporting.container import unpack
from concierge_desk.jobs.privacy.support import GONE, NAME
from concierge_desk.paths import DataFolder
from tests.cli.helpers import say

NAMES = ("Mme Kessler", "Kessler", "kessler@example.fr", "06 12 34 56 78", "6A15602676300")


@pytest.fixture
def shop(new: Path) -> Path:
    lines = [
        {"op": "01970000-0000-7000-8000-000000000001", "do": "day.open", "float_cents": 8000},
        {
            "op": "01970000-0000-7000-8000-000000000002",
            "do": "relay.receive",
            "tracking": "6A15602676300",
            "shelf": "A1",
            "addressee": {"name": "Mme Kessler"},
        },
    ]
    source = new.parent / "actes.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert say("--data", new, "record", source).status == 0
    logs = DataFolder(new).logs
    logs.mkdir(parents=True, exist_ok=True)
    # As a bug of ours, or a library, might write them.
    told = " / ".join((*NAMES, "mme KESSLER", "+33612345678", str(new)))
    (logs / "concierge-desk.log").write_text(f"2026-11-25 INFO desk opened\n{told}\n", "utf-8")
    return new


def test_nobody_is_in_it(shop: Path, tmp_path: Path) -> None:
    """R-4.14: what a log should never have held is taken out, too."""
    told = say("--data", shop, "support", "--to", tmp_path / "cle", "--json").json
    path = Path(told["path"])
    held = dict(unpack(path.read_bytes()))
    assert path.name == NAME
    assert set(held) == {"versions.json", "schema.sql", "doctor.json", "concierge-desk.log"}
    for name in (*NAMES, "KESSLER", "+33612345678", str(shop), "relay.custody"):
        assert not any(name.encode() in content for content in held.values()), name
    log = held["concierge-desk.log"].decode()
    assert "INFO desk opened" in log and GONE in log
    assert b"CREATE TABLE journal" in held["schema.sql"]
    assert json.loads(held["versions.json"])["entries"] > 0


def test_what_is_shown_is_what_is_written(shop: Path, tmp_path: Path) -> None:
    listed = say("--data", shop, "support", "--json").json["files"]
    assert not list(tmp_path.rglob(NAME))
    told = say("--data", shop, "support", "--to", tmp_path, "--json").json
    assert told["files"] == listed
    held = dict(unpack((tmp_path / NAME).read_bytes()))
    for one in listed:
        shown = say("--data", shop, "support", "--show", one["name"], "--json").json["text"]
        assert shown.encode() == held[one["name"]]
        assert len(held[one["name"]]) == one["bytes"]


def test_what_it_does_not_hold_is_refused(shop: Path) -> None:
    assert (
        say("--data", shop, "support", "--show", "noms.txt", "--json").json["refused"]["code"]
        == "support.unknown"
    )
    assert say("--data", shop, "support", "--show", "schema.sql", "--to", shop).status == 2


def test_of_a_desk_that_does_not_open_it_holds_what_can_be_told(tmp_path: Path) -> None:
    told = say("--data", tmp_path / "nichts", "support", "--json").json
    assert [one["name"] for one in told["files"]] == ["versions.json", "doctor.json"]


def test_what_is_taken_out_is_names_and_what_is_left_is_codes(shop: Path, tmp_path: Path) -> None:
    """Names of every table, phones and numbers with spaces; no word of a sentence, and no code of ours."""
    ops = [f"01970000-0000-7000-8000-0000000000{n}" for n in (31, 32)]
    lines = [
        {
            "op": ops[0],
            "do": "till.move",
            "direction": "in",
            "cents": 100,
            "reason": "Damaged coin of the Store",
        },
        {"op": ops[1], "do": "person.create", "family": "Damaged", "given": "Rosa", "street": "3 quai Perdu"},
    ]
    source = tmp_path / "plus.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert say("--data", shop, "record", source).status == 0
    log = DataFolder(shop).logs / "concierge-desk.log"
    log.write_text(
        "ended with store.damaged\nThe Store is open\nRosa rang, Mrs Damaged too, of 3 quai Perdu\n"
        "number 6A 156 026 7630 0 and +33 (0)6 12 34 56 78\n2026-11-25 08:00:12 INFO day 25 begun, 12 34\n",
        "utf-8",
    )
    told = say("--data", shop, "support", "--to", tmp_path, "--json").json
    said = dict(unpack(Path(told["path"]).read_bytes()))["concierge-desk.log"].decode()
    for kept in ("store.damaged", "The Store is open", "2026-11-25 08:00:12 INFO day 25 begun, 12 34"):
        assert kept in said, said
    for gone in ("Rosa", "Mrs Damaged", "quai Perdu", "6A 156", "7630", "34 56"):
        assert gone not in said, said
    found = json.loads(dict(unpack(Path(told["path"]).read_bytes()))["doctor.json"])
    assert {"code", "label", "standing", "told", "todo"} == set(found[0])
