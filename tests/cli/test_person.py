"""``person access``: what is kept of somebody, written for whoever asks."""

import json
from pathlib import Path

from tests.cli.helpers import say


def test_a_paper_and_a_file_are_written(new: Path, tmp_path: Path) -> None:
    source = tmp_path / "actes.jsonl"
    ops = [f"01970000-0000-7000-8000-00000000000{n}" for n in (1, 2)]
    lines = [
        {"op": ops[0], "do": "day.open", "float_cents": 8000},
        {"op": ops[1], "do": "person.create", "family": "Kessler", "given": "Anna", "phones": ["0612345678"]},
    ]
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    person = say("--data", new, "record", source, "--json").answers[-1]["result"]["person"]
    told = say("--data", new, "person", "access", person, "--to", tmp_path / "pour-elle", "--json").json
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF")
    kept = json.loads(Path(told["json"]).read_text("utf-8"))
    values = {one["place"]: one["values"] for one in kept["kept"]}
    assert values["people_person.family"] == ["Kessler"] and values["people_contact.phone"] == ["0612345678"]
    assert told["values"] == sum(map(len, values.values()))
    assert say("--data", new, "verify", "--json").json["faults"] == []


def test_nobody_is_refused(new: Path, tmp_path: Path) -> None:
    told = say("--data", new, "person", "access", "p-4t9d2k7mx0q3", "--to", tmp_path / "nein", "--json").json
    assert told["refused"]["code"] == "person.unknown"
    assert not (tmp_path / "nein").exists()


def test_nothing_is_written_before_it_is_allowed(new: Path, tmp_path: Path) -> None:
    """By a copy that may not be written to, nothing is handed out either: it could not be written down."""
    source = tmp_path / "actes.jsonl"
    line = {"op": "01970000-0000-7000-8000-000000000001", "do": "person.create", "family": "Kessler"}
    source.write_text(json.dumps(line), "utf-8")
    person = say("--data", new, "record", source, "--json").answers[-1]["result"]["person"]
    words = ("person", "access", person, "--to", tmp_path / "nein", "--operator", "o99", "--json")
    told = say("--data", new, *words).json
    assert told["refused"]["code"] == "operator.unknown"
    assert not (tmp_path / "nein").exists()
