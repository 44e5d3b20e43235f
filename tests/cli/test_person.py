"""``person access``: what is kept of somebody, written for whoever asks."""

import json
from pathlib import Path

import pytest

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


def _with_person(new: Path, folder: Path) -> str:
    source = folder / "actes.jsonl"
    line = {"op": "01970000-0000-7000-8000-000000000001", "do": "person.create", "family": "Kessler"}
    source.write_text(json.dumps(line), "utf-8")
    return str(say("--data", new, "record", source, "--json").answers[-1]["result"]["person"])


def looked(new: Path, *more: str) -> list[tuple[str, str, int]]:
    told = say("--data", new, "person", "looked", *more, "--json").json
    assert told["ok"] and told["since"] < told["looked"][-1]["day"] if told["looked"] else told["ok"]
    return [(one["operator"], one["kind"], one["times"]) for one in told["looked"]]


def test_who_looks_at_names_is_noted_and_told(new: Path, tmp_path: Path) -> None:
    """R-4.14: each way of the command line one line, and a search without names none."""
    person = _with_person(new, tmp_path)
    assert looked(new) == []
    assert "Personne n’a regardé" in say("--data", new, "person", "looked").out
    say("--data", new, "look", "kessler")
    say("--data", new, "look", "muller", "--names")
    assert looked(new) == []
    for _ in range(2):
        assert "Kessler" in say("--data", new, "look", "kessler", "--names").out
    assert looked(new) == [("o01", "look_names", 1)]
    say("--data", new, "person", "access", person, "--to", tmp_path / "elle")
    say("--data", new, "export", "everything", "--to", tmp_path / "tout")
    say("--data", new, "export", "everything", "--names", "--to", tmp_path / "noms")
    expected = [("o01", "access_paper", 1), ("o01", "export_names", 1), ("o01", "look_names", 1)]
    assert looked(new) == expected
    assert "Recherche hors de la fenêtre" in say("--data", new, "person", "looked").out
    # Neither reading it nor what is in the export of everything adds to it, and it names nobody.
    assert looked(new) == expected
    assert "Kessler" not in say("--data", new, "person", "looked", "--json").out
    assert say("--data", new, "verify", "--json").json["faults"] == []


@pytest.mark.usefixtures("easy_locks")
def test_it_outlives_a_rebuild_and_comes_with_a_copy(new: Path, tmp_path: Path) -> None:
    """Working state: kept as it is where the tables are made anew; in a copy it is as it was, and only looked at."""
    _with_person(new, tmp_path)
    say("--data", new, "look", "kessler", "--names")
    expected = looked(new)
    assert expected == [("o01", "look_names", 1)]
    assert say("--data", new, "verify", "--rebuild", "--json").json["faults"] == []
    assert looked(new) == expected
    (tmp_path / "phrase").write_text("une phrase de passe assez longue", "utf-8")
    told = say(
        "--data", new, "backup", "--to", tmp_path / "CLE", "--passphrase-file", tmp_path / "phrase", "--json"
    )
    copy, key = told.json["path"], ("--key-passphrase-file", tmp_path / "phrase")
    assert "Kessler" in say("--data", copy, "--read-only", "look", "kessler", "--names", *key).out
    back = tmp_path / "remis"
    done = say("--data", back, "restore", copy, "--passphrase-file", tmp_path / "phrase", "--yes", "--json")
    assert done.status == 0, done
    assert looked(back) == expected


def test_only_the_responsible_reads_who_looks(new: Path, tmp_path: Path) -> None:
    source = tmp_path / "actes.jsonl"
    line = {
        "op": "01970000-0000-7000-8000-000000000001",
        "do": "operator.set",
        "operator": "o02",
        "name": "Ali",
    }
    source.write_text(json.dumps({**line, "roles": ["volunteer"]}), "utf-8")
    say("--data", new, "record", source)
    told = say("--data", new, "person", "looked", "--operator", "o02", "--json").json
    assert told["refused"]["code"] == "operator.not_allowed" and told["refused"]["params"]["right"] == "set"
    assert looked(new, "--operator", "o01") == []
