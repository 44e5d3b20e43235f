"""`record`: whatever a line holds, it is answered; what was answered is kept; nothing is a traceback."""

import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.cli.record import MAX_LINE_BYTES, play_lines
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.paths import DataFolder
from tests.cli.helpers import make, record, say
from tests.e2e.driver import (
    CLOCK,
    DAY,
    ENTRIES,
    EXPECTED,
    FULL,
    LINES,
    PEOPLE,
    REAL_DAY,
    TRACKINGS,
    commands,
    contains,
    environment,
    start,
)
from tests.real_site import REAL_SITE
from tests.sizes import few

OPS = [f"01970000-0000-7000-8000-00000000b{n:03x}" for n in range(20)]


def line(n: int, do: str, **fields: object) -> bytes:
    return json.dumps({"op": OPS[n], "do": do, **fields}).encode() + b"\n"


OPEN = line(0, "day.open", float_cents=8000)
COUNT = line(1, "till.count", counted_cents=8000)


def entries(data: Path) -> int:
    return int(say("--data", data, "verify", "--json").json["entries"])


def test_from_a_file_or_the_standard_input(new: Path) -> None:
    by_file = say("--data", new, "record", REAL_DAY / "day.jsonl", "--clock", CLOCK, "--json")
    assert by_file.status == 0
    assert record(new, LINES).out == by_file.out


def test_a_file_that_cannot_be_read(new: Path, tmp_path: Path) -> None:
    for name in ("nowhere.jsonl", tmp_path, tmp_path / ("a" * 300), ""):
        done = say("--data", new, "record", name, "--json")
        assert (done.status, done.json["refused"]["code"]) == (4, "file.missing")


def test_a_broken_line_is_told_with_its_number_and_the_rest_goes_on(new: Path) -> None:
    done = record(new, OPEN + b"\n" + b"not json\n" + COUNT)
    assert (done.status, done.codes) == (3, ["ok", "input.json", "ok"])
    broken = done.answers[1]
    assert broken["op"] is None
    assert "3" in broken["refused"]["message"]
    assert record(new, OPEN + b"\n" + b"not json\n" + COUNT).out == done.out


class Fed(io.RawIOBase):
    """A stream that remembers how much of it was asked for at a time."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self.most = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.most = max(self.most, len(buffer))
        if not self._parts:
            return 0
        part = self._parts.pop(0)
        taken = min(len(part), len(buffer))
        buffer[:taken] = part[:taken]
        if taken < len(part):
            self._parts.insert(0, part[taken:])
        return taken


def test_a_line_beyond_a_megabyte_is_never_held_whole(new: Path) -> None:
    """Two hundred megabytes on one line: refused with its number, in little memory, and the others go on."""
    name = b'{"op":"x","do":"' + b"a" * (1 << 20)
    parts = [OPEN, name, *[b"a" * (1 << 20)] * 200, b'"}\n', b"broken\n", COUNT]
    with open_desk(Options(new)) as desk:
        tracemalloc.start()
        answers = list(play_lines(desk, io.BufferedReader(Fed(parts)), None))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    told = [answer.refused and (answer.refused.code, answer.refused.params.get("line")) for answer in answers]
    assert told == [None, ("input.line_too_long", 2), ("input.json", 3), None]
    assert most < 20_000_000


@pytest.mark.parametrize(("more", "told"), [(0, "ok"), (1, "input.line_too_long")])
def test_a_line_of_just_a_megabyte_is_read(new: Path, more: int, told: str) -> None:
    """Its end counts."""
    padded = OPEN.rstrip() + b" " * (MAX_LINE_BYTES - len(OPEN) + more) + b"\n"
    assert record(new, padded + COUNT).codes == [told, "ok" if told == "ok" else "day.not_open"]


def test_a_line_too_long_that_ends_the_file(new: Path) -> None:
    assert record(new, OPEN + b"a" * 3_000_000).codes == ["ok", "input.line_too_long"]


def test_stop_ends_at_the_first_refusal(new: Path) -> None:
    done = record(new, OPEN + b"{\n" + COUNT, "--stop")
    assert (done.status, done.codes) == (3, ["ok", "input.json"])
    done = record(new, COUNT + line(2, "till.nothing") + line(3, "till.count", counted_cents=1), "--stop")
    assert done.codes == ["ok", "input.command"]
    assert record(new, COUNT, "--stop").status == 0


@few(7)
@pytest.mark.parametrize(
    "broken",
    [
        *(b"[]", b"null", b"1", b'"x"', b"true", b"{", b"}", b"{'op':1}", b'{"op":1,}', b"\xff\xfe", b"\x00"),
        *(b'{"a":1,"a":2}', b'{"x":{"a":1,"a":1}}', b"[" * 100_000, b'{"a":' * 5000 + b"1" + b"}" * 5000),
        *(
            b'{"n":' + b"9" * 5000 + b"}",
            b'{"op":"\xe9"}',
            b'{"op":"\xed\xa0\x80"}',
            b"{} {}",
            b"\xef\xbb\xbf{}",
        ),
        b'{"a":"' + b"x" * 100 + b"\n",
    ],
)
def test_what_is_no_object_is_a_broken_line(new: Path, broken: bytes) -> None:
    before = entries(new)
    done = record(new, b"\n" + broken + b"\n")
    assert (done.status, set(done.codes)) == (3, {"input.json"})
    assert entries(new) == before


def test_bom_crlf_blanks_and_a_last_line_without_its_end(new: Path) -> None:
    plain = record(new, OPEN + COUNT, "--clock", CLOCK)
    assert plain.status == 0
    for odd in (
        b"\xef\xbb\xbf" + OPEN + COUNT,
        (OPEN + COUNT).replace(b"\n", b"\r\n"),
        b"\n \t\r\n" + OPEN + b"\n\n" + COUNT + b"\n\n",
        b"  " + OPEN + b"\t" + COUNT.rstrip(),
    ):
        assert record(new, odd).out == plain.out
    assert record(new, b"").out == record(new, b"\n\n").out == ""
    assert record(new, b"").status == 0


@few(6)
@pytest.mark.parametrize(
    "value",
    [
        *(
            "1.0",
            "1.5",
            "1e3",
            "NaN",
            "Infinity",
            "-Infinity",
            "1E400",
            "-1",
            "true",
            "null",
            '"8000"',
            "[8000]",
        ),
        *("9007199254740993", "1" + "0" * 300, "{}", '""', '"\\ud800"', "[" * 300 + "]" * 300),
    ],
)
def test_an_amount_that_is_none(new: Path, value: str) -> None:
    before = entries(new)
    raw = f'{{"op":"{OPS[0]}","do":"day.open","float_cents":{value}}}\n'.encode()
    done = record(new, raw)
    if value == "null":  # as if it were left out
        assert done.codes == ["ok"]
        return
    assert (done.status, done.answers[0]["refused"]["code"].partition(".")[0]) == (3, "input")
    assert entries(new) == before
    assert record(new, OPEN).codes == ["ok"]  # the op is still free


@few(10)
@pytest.mark.parametrize(
    "raw",
    [
        *({}, {"op": None}, {"op": 1}, {"op": ""}, {"op": "x" * 36}, {"op": "\ud800" * 36}, {"op": [OPS[0]]}),
        *({"op": OPS[0]}, {"op": OPS[0], "do": None}, {"op": OPS[0], "do": 7}, {"op": OPS[0], "do": "day"}),
        *({"op": OPS[0], "do": "\ud800"}, {"op": OPS[0], "do": "day.open", "\ud800": 1}, {"do": "day.open"}),
        *({"op": OPS[0], "do": "day.open", "": 1}, {"op": OPS[0], "do": "day.open", "self": 1}),
        *(
            {"op": OPS[0], "do": "relay.sell", "product": "LV_20", "quantity": 1},
            {"op": OPS[0], "do": "x" * 9999},
        ),
        {"op": OPS[0], "do": "day.open", "{0}{field}%s": 1},
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_an_envelope_that_is_none(new: Path, raw: dict[str, object], form: tuple[str, ...]) -> None:
    """Lone surrogates, too, in what is told back: as JSON writes them, or as an escape."""
    before = entries(new)
    done = say("--data", new, "record", "-", *form, stdin=json.dumps(raw).encode() + b"\n")
    assert done.status == 3
    if form:
        assert done.answers[0]["ok"] is False
    assert entries(new) == before


def test_a_known_op_with_other_content_is_a_conflict(new: Path) -> None:
    first = record(new, OPEN, "--clock", CLOCK)
    other = line(0, "day.open", float_cents=8001)
    assert record(new, other).codes == ["op.conflict"]
    assert record(new, line(0, "till.count", counted_cents=1)).codes == ["op.conflict"]
    assert record(new, OPEN).out == first.out
    # The order of keys is no content.
    swapped = json.dumps(dict(reversed(json.loads(OPEN).items()))).encode()
    assert record(new, swapped).out == first.out


def test_a_refused_op_may_be_used_again(new: Path) -> None:
    assert record(new, line(0, "till.count", counted_cents=1)).codes == ["day.not_open"]
    assert record(new, OPEN).codes == ["ok"]


def test_a_charged_act_belongs_into_a_payment(new: Path) -> None:
    record(new, OPEN)
    sale = {"do": "relay.sell", "product": "LV_20", "quantity": 1}
    cash = [{"means": "cash", "given_cents": 152}]
    done = record(
        new,
        line(1, **sale)
        + line(2, "till.settle", acts=[{"do": "till.count", "counted_cents": 1}], payments=cash)
        + line(3, "till.settle", acts=[sale], payments=cash)
        + line(4, "till.settle", acts=[sale], payments=[]),
    )
    assert done.codes == ["till.charged_act", "till.act_stands_alone", "ok", "till.underpaid"]


def test_a_refusal_in_a_visit_writes_nothing_of_it(new: Path) -> None:
    record(new, OPEN)
    before = say("--data", new, "day", "status", "--json").json
    acts = [{"do": "relay.sell", "product": "LV_20", "quantity": 1}, {"do": "relay.sell", "product": "NO"}]
    done = record(new, line(1, "till.settle", acts=acts, payments=[{"means": "cash", "given_cents": 1000}]))
    assert done.status == 3
    assert say("--data", new, "day", "status", "--json").json == before


@pytest.mark.parametrize("depth", [10, 200, 450, 900, 960, 970, 975, 980, 985, 990, 995, 1000, 3000])
def test_deep_nesting_is_refused_at_every_depth(new: Path, depth: int) -> None:
    raw = f'{{"op":"{OPS[0]}","do":"day.open","x":{"[" * depth}{"]" * depth}}}'.encode()
    assert record(new, raw).codes[0] in ("input.json", "input.unknown_field")


# Real pipes and files.


def test_a_reader_that_leaves_ends_it_quietly(new: Path) -> None:
    process = start(["--data", new, "record", REAL_DAY / "day.jsonl", "--json", "--clock", CLOCK])
    assert process.stdout is not None
    assert process.stderr is not None
    first = [process.stdout.readline() for _ in range(2)]
    process.stdout.close()
    assert process.wait(60) in (0, 4)
    assert process.stderr.read() == b""
    process.stderr.close()
    done = record(new, LINES, "--clock", CLOCK)
    assert done.out.encode().splitlines(keepends=True)[:2] == first
    assert contains(say("--data", new, "day", "status", "--json").json, EXPECTED)


def shell(data: Path, text: str) -> "subprocess.CompletedProcess[bytes]":
    program = f"{sys.executable} -m concierge_desk --data {data}"
    return subprocess.run(
        ["bash", "-c", f"P='{program}'; {text}"],
        env=environment(),
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


@pytest.mark.parametrize(
    "word",
    ["verify", "record DAY --json", *(["day status", "verify --json", "record DAY"] if FULL else [])],
)
def test_a_closed_output_is_no_traceback(played: Path, word: str) -> None:
    word = word.replace("DAY", str(REAL_DAY / "day.jsonl"))
    closed = shell(played, f"$P {word} >&-")
    assert (closed.returncode, closed.stderr) == (0, b"")
    gone = shell(played, f"$P {word} | true; exit ${{PIPESTATUS[0]}}")
    assert gone.returncode in (0, 4)
    assert gone.stderr == b""
    full = shell(played, f"$P {word} > /dev/full")
    assert full.returncode == 4
    assert b"Traceback" not in full.stderr
    assert b"Exception ignored" not in full.stderr
    silent = shell(played, f"$P {word} 2>&- >/dev/full")
    assert silent.returncode == 4


def test_a_closed_input_is_an_empty_one(played: Path) -> None:
    for word in ("day status", "record -", "verify"):
        done = shell(played, f"$P {word} <&-")
        assert (done.returncode, done.stderr) == (0, b""), word


NO_UTF8 = (
    *("day status --day $'\\xff'", "--data $'/tmp/\\xff' day status --json", "day close --counted $'\\xff'"),
    *("export laposte --day $'\\xff' --to x", "verify --anchor $'\\xff'", "verify --key $'\\xff'"),
    *("init --site $'\\xff'", "record $'\\xff'", "print $'z:\\xff' --as text --to x", "verify $'\\xff'"),
    *("--operator $'\\xff' day open", "day close --gap-reason $'\\xff'", "$'\\xff'"),
)


@pytest.mark.parametrize("word", NO_UTF8 if FULL else NO_UTF8[:3])
def test_arguments_that_are_no_utf8_are_no_traceback(played: Path, tmp_path: Path, word: str) -> None:
    done = shell(played, f"cd {tmp_path}; $P {word}")
    assert done.returncode in (2, 3, 4, 5)
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["poste"]


def test_whatever_the_terminal_can_show(played: Path) -> None:
    """A terminal without € shows an escape; a machine always gets UTF-8."""
    plain = shell(played, "PYTHONIOENCODING=latin-1 $P day status")
    assert plain.returncode == 0
    assert b"\\u20ac" in plain.stdout
    utf8 = shell(played, f"$P record {REAL_DAY / 'day.jsonl'} --json")
    latin = shell(played, f"PYTHONIOENCODING=latin-1 $P record {REAL_DAY / 'day.jsonl'} --json")
    assert latin.stdout == utf8.stdout


def test_every_answer_is_flushed_before_the_next_line_is_read(new: Path) -> None:
    """A program that feeds the counter line by line gets each answer before it goes on."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "concierge_desk",
            "--data",
            str(new),
            "record",
            "-",
            "--json",
            "--clock",
            CLOCK,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for raw in commands()[:5]:
        process.stdin.write(json.dumps(raw).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["op"] == raw["op"]
    process.stdin.close()
    assert process.wait(60) == 0
    process.stdout.close()
    assert len(record(new, LINES).answers) == 44


def test_a_new_passphrase_is_asked_for_twice(tmp_path: Path) -> None:
    """At a terminal; a slip of the finger must not lock her out for ever."""

    def typed(*words: str, lines: list[str]) -> tuple[int, str]:
        terminal, theirs = os.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "concierge_desk", "--data", str(tmp_path / "poste"), *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(),
            start_new_session=True,
        )
        os.close(theirs)
        seen, asked = b"", iter(lines)
        while True:
            try:
                part = os.read(terminal, 1000)
            except OSError:  # what Linux says when the other end is closed
                break
            seen += part
            if part.rstrip().endswith(b":"):
                answer = next(asked, None)
                if answer is None:
                    # It asks for more than was foretold: whoever sits there leaves.
                    process.terminate()
                    break
                os.write(terminal, answer.encode() + b"\n")
        os.close(terminal)
        return process.wait(60), seen.decode()

    right, slip = "neuf mots sans aucun rapport", "neuf mots sans aucun raport"
    status, seen = typed("init", "--site", REAL_SITE, lines=["secret", right, slip, right, right])
    assert status == 0, seen
    assert "secret\r" not in seen and "mots sans" not in seen
    status, seen = typed("day", "status", lines=[slip])
    assert status == 4, seen
    status, seen = typed("day", "status", lines=[right])
    assert status == 3, seen  # no day yet


# What is left behind.


def test_the_log_holds_no_name_no_number_no_sentence(tmp_path: Path) -> None:
    """R-4.14: it holds codes alone."""
    data = make(tmp_path / "poste")
    words = ("--data", data)
    record(data, LINES + b"{\n" + b'{"op":"Mme Kessler","do":"relay.receive"}\n', "--clock", CLOCK)
    say(*words, "export", "laposte", "--day", DAY, "--to", tmp_path)
    say(*words, "export", "laposte", "--day", "Mme Kessler", "--to", tmp_path)
    say(*words, "print", "ticket:Mme Kessler", "--as", "pdf", "--to", tmp_path / "x")
    say(*words, "print", "z:Z-2026-0001", "--as", "pdf", "--to", tmp_path / "x")
    say(*words, "day", "close", "--counted", "1", "--gap-reason", "Mme Kessler a oublié 861011301731382")
    say(*words, "day", "open", "--operator", "Kessler")
    say(*words, "verify", "--signatures", "--rebuild")
    text = "".join(path.read_text("utf-8") for path in DataFolder(data).logs.iterdir())
    assert "ended with day.unknown" in text
    for secret in (*PEOPLE, *TRACKINGS, "oublié", "Traceback"):
        assert secret not in text
    assert entries(data) == ENTRIES + 2
