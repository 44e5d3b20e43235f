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
