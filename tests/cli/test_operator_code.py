"""`--operator` and `--code-file`: who types a word gives a code, in a file or on the terminal, never as an option."""

import json
from pathlib import Path

import pytest

from concierge_desk.cli import frame as frames
from tests.cli.helpers import record, say

OPS = [f"01970000-0000-7000-8000-00000000c{n:03x}" for n in range(20)]
CODE = "4719"


def lines(*acts: dict[str, object]) -> bytes:
    return b"".join(json.dumps({"op": OPS[n], **act}).encode() + b"\n" for n, act in enumerate(acts))


SET_UP = (
    {"do": "day.open", "float_cents": 8000},
    {"do": "operator.set", "operator": "o02", "name": "Paul", "roles": ["volunteer"]},
    {"do": "operator.set_code", "operator": "o02", "code": CODE},
)
COUNT = {"op": OPS[9], "do": "till.count", "counted_cents": 8000}


@pytest.fixture
def coded(new: Path) -> Path:
    """A desk whose volunteer has a code."""
    assert record(new, lines(*SET_UP)).status == 0
    return new


@pytest.fixture
def code_file(tmp_path: Path) -> Path:
    file = tmp_path / "code.txt"
    file.write_text(f"\ufeff{CODE}\r\nand nothing else\n", "utf-8")
    return file


def count(data: Path, *words: str | Path) -> str:
    done = say("--data", data, "record", "-", "--json", *words, stdin=json.dumps(COUNT).encode())
    told = done.json
    return "" if told["ok"] else str(told["refused"]["code"])


def test_a_file_gives_the_code(coded: Path, code_file: Path) -> None:
    assert count(coded, "--operator", "o02") == "operator.code_needed"
    assert count(coded, "--operator", "o02", "--code-file", code_file) == ""
    # Whoever has none is asked none: known already, it answers as it did.
    assert count(coded, "--code-file", code_file) == ""


def test_a_wrong_code_ends_the_word(coded: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("8265", "utf-8")
    done = say("--data", coded, "day", "close", "--json", "--operator", "o02", "--code-file", wrong)
    assert (done.status, done.json["refused"]["code"]) == (3, "operator.wrong_code")
    for name in ("nowhere.txt", tmp_path):
        done = say("--data", coded, "day", "close", "--json", "--operator", "o02", "--code-file", name)
        assert (done.status, done.json["refused"]["code"]) == (4, "file.missing")


def test_it_is_asked_on_the_terminal(coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def typed(self: frames.Invocation, asked_for: str = "") -> str:
        asked.append(asked_for)
        return CODE

    monkeypatch.setattr(frames.Invocation, "_is_asked", property(lambda self: True))
    monkeypatch.setattr(frames.Invocation, "_prompt", typed)
    assert say("--data", coded, "day", "close", "--operator", "o02", "--counted", "8000").status == 0
    assert asked == ["Code de o02"]
    assert say("--data", coded, "day", "status", "--operator", "o02").status == 0
    assert asked == ["Code de o02"]


def test_what_asks_for_no_code(coded: Path, tmp_path: Path) -> None:
    assert count(coded) == ""
    assert say("--data", coded, "day", "close", "--counted", "8000").status == 0
    by = ("--data", coded, "--operator", "o02", "--json")
    for word in (
        ("look", "CAFE"),
        ("day", "status"),
        ("export", "laposte", "--day", "2026-11-25", "--to", tmp_path),
    ):
        assert say(*by, *word).status == 0, word
    for word in (
        ("print", "z:Z-2026-0001", "--as", "text", "--to", tmp_path / "z.txt"),
        ("export", "everything", "--to", tmp_path / "tout"),
    ):
        done = say(*by, *word)
        assert (done.status, done.json["refused"]["code"]) == (3, "operator.code_needed"), word


def test_rights_hold_past_the_counter(coded: Path, code_file: Path, tmp_path: Path) -> None:
    by = ("--data", coded, "--operator", "o02", "--code-file", code_file, "--json")
    for word, right in (
        (("export", "everything", "--to", tmp_path / "tout"), "export"),
        (("look", "Kessler", "--names"), "personal"),
        (("verify",), "verify"),
    ):
        refused = say(*by, *word).json["refused"]
        assert (refused["code"], refused["params"]["right"]) == ("operator.not_allowed", right)
        assert "concierge" in refused["message"]
    assert not (tmp_path / "tout").exists()
    assert say("--data", coded, "verify").status == 0


def test_who_may_is_told_by_name(coded: Path, code_file: Path) -> None:
    """R-3.07: codes for programs, names for whoever reads the sentence."""
    change = {"op": OPS[10], "do": "settings.change", "values": {"till.cheque_days": 9}}
    who = ("--operator", "o02", "--code-file", code_file)
    told = say("--data", coded, "record", "-", *who, stdin=json.dumps(change).encode())
    assert "il faut la responsable (" in told.out and "`--operator`" in told.out
    refused = say("--data", coded, "record", "-", "--json", *who, stdin=json.dumps(change).encode()).json
    assert refused["refused"]["params"] == {"right": "set", "who": "responsible"}
    left = say("--data", coded, "verify", *who)
    assert left.status == 3 and "Vérifier le journal" in left.err and "(" in left.err
