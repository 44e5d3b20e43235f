"""Documents as a printer of rolls takes them."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.document import (
    PRACTICE_MARK,
    Barcode,
    Block,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Rule,
    Size,
)
from concierge_desk.printing.codepage import PAGES, CodePage, encoded, writable
from concierge_desk.printing.escpos import dummy
from concierge_desk.printing.raster import drawn_line
from concierge_desk.printing.render import render
from concierge_desk.printing.text import WIDTHS
from tests.printing.test_text import GOLDEN, blocks, of, sentences, texts

START, CUT = b"\x1b@\x1bt\x10", b"\x1bd\x06\x1dV\x00"

# What sets letters and codes, in the order it is looked for.
_COMMANDS = re.compile(
    rb"\x1b@|\x1bt.|\x1bE[\x00\x01]|\x1ba[\x00-\x02]|\x1d!.|\x1bd.|\x1dV\x00|\x1d[hwfH].|\x1dkI(?P<n>.)",
    re.DOTALL,
)
_PICTURE = re.compile(rb"\x1dv0\x00(?P<across>..)(?P<down>..)", re.DOTALL)
_SQUARE = re.compile(rb"\x1d\(k(?P<low>.)(?P<high>.)", re.DOTALL)


def sent(*content: Block, **changes: object) -> bytes:
    return render(of(*content, **changes), "escpos")


def read(data: bytes) -> tuple[str, list[str]]:
    """Return the lines and the printed codes of what a printer is sent, as a printer reads them."""
    text, codes, at = bytearray(), [], 0
    while at < len(data):
        square, command, picture = (one.match(data, at) for one in (_SQUARE, _COMMANDS, _PICTURE))
        if square is not None:
            length = square["low"][0] + 256 * square["high"][0]
            body = data[square.end() : square.end() + length]
            if body.startswith(b"1P0"):
                codes.append(body[3:].decode())
            at = square.end() + length
        elif command is not None:
            at = command.end()
            if command["n"] is not None:
                length = command["n"][0]
                bars = data[at : at + length].decode()
                assert bars.startswith("{B")
                codes.append(bars[2:].replace("{{", "{"))
                at += length
        elif picture is not None:
            across, down = (int.from_bytes(picture[name], "little") for name in ("across", "down"))
            text += b"\n"
            at = picture.end() + across * down
        else:
            text.append(data[at])
            at += 1
    return text.decode("cp1252"), codes


@pytest.mark.parametrize("name", ["ticket", "ticket58", "duplicate", "label"])
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    ticket, label = map(request.getfixturevalue, ("ticket", "label"))
    document = {
        "ticket": ticket(),
        "ticket58": ticket(practice=True, copy=2).on_roll(58),
        "duplicate": ticket(practice=True, copy=2),
        "label": label(),
    }[name]
    data = render(document, "escpos")
    path = GOLDEN / f"{name}.escpos"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_bytes(data)
    assert data == path.read_bytes()
    assert data == render(document, "escpos")


def test_french_is_right_on_paper() -> None:
    sentence = "Œuvre à cœur, ça été « reçu » : 1\u202f234,50\u202f€ – l’été…"
    data = sent(Paragraph(sentence))
    assert (
        data
        == START
        + (
            b"\x8cuvre \xe0 c\x9cur, \xe7a \xe9t\xe9 \xab re\xe7u \xbb : 1 234,50 \x80\n\x96 l\x92\xe9t\xe9\x85\n"
        )
        + CUT
    )


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("Mme Yıldız-Şahin", "Mme Yildiz-Sahin"),
        ("Łódź, Đorđević, Nguyễn", "Lódz, Dordevic, Nguyen"),
        ("Iasi → Strasbourg", "Iasi -> Strasbourg"),
        ("de 5 − 3 ≤ 2", "de 5 - 3 <= 2"),
        ("e\u0301te\u0301", "été"),
        ("שלום", "????"),
        ("漢字", "??"),
        ("ﬁn ½ №", "fin ½ n°"),
    ],
)
def test_what_the_page_lacks_has_a_stand_in(text: str, paper: str) -> None:
    assert read(sent(Paragraph(text, emphasis=True)))[0] == f"{paper}\n"


@given(texts)
def test_whatever_is_written_can_be_sent(text: str) -> None:
    line = writable(text)
    sent_line = encoded(line)
    if sent_line is None:
        assert set(line) & set(text), "what is drawn is what was written"
        assert drawn_line(line).height == 24
    else:
        sent_line.encode("cp1252")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_letter_is_the_byte_that_the_library_makes_of_it(page: CodePage) -> None:
    letters = "".join(sign for place in range(32, 0x3000) if encoded(sign := chr(place), page) is not None)
    line = encoded(letters, page) or ""
    theirs, ours = dummy()(), dummy()()
    for roll in (theirs, ours):
        roll.charcode(page.name)
    theirs.textln(line)
    ours.line(line.encode(page.encoding))
    assert ours.output == theirs.output
    assert len(letters) > 200


@pytest.mark.parametrize("emphasis", [True, False])
@pytest.mark.parametrize("size", ["text", "large"])
def test_a_line_in_another_script_is_drawn(emphasis: bool, size: Size) -> None:
    data = sent(Paragraph("Mme Иванова", emphasis, size), Paragraph("Ici"))
    height = 48 if size == "large" else 24
    # Eleven letters are 132 dots, 17 bytes; what follows is text again.
    picture = re.search(rb"\x1dv0\x00\x11\x00" + bytes([height]) + rb"\x00", data)
    assert picture is not None
    dots = data[picture.end() : picture.end() + 17 * height]
    assert 0.05 < sum(byte.bit_count() for byte in dots) / (8 * len(dots)) < 0.5
    assert b"Ici\n" in data[picture.end() + 17 * height :]
    assert b"Mme" not in data


@given(
    st.lists(blocks(texts | sentences), max_size=5), st.sampled_from(["roll80", "roll58"]), st.integers(0, 9)
)
def test_no_line_is_longer_than_the_roll_and_every_code_is_there(
    content: list[Block], paper: Paper, copy: int
) -> None:
    document = Document("slip", "B-1", "Bon", paper, tuple(content), practice=True, copy=copy)
    text, codes = read(render(document, "escpos"))
    assert all(len(line) <= WIDTHS[paper] for line in text.split("\n"))
    assert codes == [block.data for block in content if isinstance(block, Barcode)]
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == lines[-1] == PRACTICE_MARK
    assert (f"DUPLICATA n° {copy}" in lines) == (copy > 0)


def test_what_matters_is_bold_and_the_sum_is_tall() -> None:
    bold, plain, tall, flat = b"\x1bE\x01", b"\x1bE\x00", b"\x1d!\x01", b"\x1d!\x00"
    data = sent(
        Heading("Boutique"),
        Pair("Total", "1 €", strong=True, size="large"),
        Frame("Ici", emphasis=True),
        Rule(),
        Gap(),
        Pair("Date", "1/1"),
        language="en",
    )
    edge, rule = b"+" + 40 * b"-" + b"+\n", 42 * b"-" + b"\n"
    assert data == (
        START
        + (bold + b"Boutique\n" + plain)
        + (tall + bold + b"Total" + 34 * b" " + b"1 \x80\n" + plain + flat)
        + (bold + edge + b"| Ici" + 36 * b" " + b"|\n" + edge + plain)
        + (rule + b"\n")
        + (b"Date" + 35 * b" " + b"1/1\n" + CUT)
    )


@pytest.mark.parametrize(("text", "times"), [("A3", 6), ("ARMOIRE 12", 4), ("x" * 42, 1), ("x" * 60, 1)])
def test_a_shelf_is_as_large_as_the_roll_allows(text: str, times: int) -> None:
    data = sent(Display(text))
    assert bytes([0x1D, 0x21, (times - 1) * 0x11]) in data
    assert read(data)[0].replace("\n", "") == text


@pytest.mark.parametrize(
    ("data", "roll", "drawn"),
    [
        ("T-2026-000001", 80, b"\x1dw\x02"),
        ("A3", 80, b"\x1dw\x03"),
        ("T-2026-000001", 58, b"\x1d(k"),
        ("T-2026-00", 58, b"\x1dw\x02"),
        ("x" * 200, 80, b"\x1d(k"),
        ("a{b", 80, b"{Ba{{b"),
    ],
)
def test_a_code_is_drawn_by_the_printer_in_bars_that_can_be_scanned(
    data: str, roll: int, drawn: bytes
) -> None:
    paper = of(Barcode(data)).on_roll(roll)
    found = render(paper, "escpos")
    assert drawn in found
    assert read(found)[1] == [data]


@pytest.mark.parametrize("paper", ["a4", "a6"])
def test_a_sheet_is_no_roll(paper: Paper) -> None:
    with pytest.raises(ValueError, match="roll"):
        render(Document("slip", "B-1", "Bon", paper, ()), "escpos")


def test_the_library_leaves_nothing_behind(tmp_path: Path) -> None:
    """It would keep a folder of its own for each process, write to the terminal, and set up logging for all."""
    code = (
        "import logging; from tests.printing.test_escpos import sent, Barcode\n"
        "assert sent(Barcode('A3')); print(len(logging.getLogger().handlers))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert list(tmp_path.iterdir()) == []
    assert logging.getLogger().handlers is not None


def test_a_folder_that_somebody_named_for_the_library_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"kept")
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from tests.printing.test_escpos import sent, Barcode; assert sent(Barcode('A3'))",
        ],
        env=os.environ | {"ESCPOS_CAPABILITIES_PICKLE_DIR": str(tmp_path)},
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert (tmp_path / "theirs").read_bytes() == b"kept"
