"""The trial page: what printers of several kinds make of it, and that what follows from it is read by them."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from concierge_desk.domain.document import Pair, Paragraph
from concierge_desk.domain.printer_address import LETTERS
from concierge_desk.printing.codepage import PAGES, Letters, encoded, page_of, writable
from concierge_desk.printing.render import render
from concierge_desk.printing.trial_page import CODE, PLACE, RULER_MM, SAMPLE, trial_lines, trial_page
from tests.printing.test_escpos import _COMMANDS, _PICTURE, _SQUARE
from tests.printing.test_text import of

DRAWN = "\N{OBJECT REPLACEMENT CHARACTER}"
SENTENCE = "L’été à Sélestat : 3 cafés « crème » – 4,20 €"

EPSON = {16: "cp1252", 19: "cp858", 40: "iso8859-15", 2: "cp850"}
"""Tables by their numbers, as Epson has them."""
PRINTERS: dict[str, tuple[Mapping[int, str], Letters]] = {
    "as Epson's": (EPSON, "cp1252"),
    "without the first page": ({2: "cp850", 19: "cp858"}, "cp858"),
    "of another maker": ({16: "cp437", 19: "cp437", 40: "iso8859-15", 2: "cp850"}, "iso8859-15"),
    "an old one": ({2: "cp850"}, "cp850"),
    "that knows no page": ({}, "raster"),
    "in Chinese": (dict.fromkeys(range(256), "gb18030"), "raster"),
}


def seen(data: bytes, tables: Mapping[int, str]) -> list[str]:
    """Return the lines as a printer with these tables prints them; a drawn line is one sign that stands for it."""
    lines, line, encoding, at = list[str](), bytearray(), tables.get(0, "cp437"), 0

    def end(drawn: bool = False) -> None:
        lines.append(DRAWN if drawn else line.decode(encoding, "replace"))
        line.clear()

    while at < len(data):
        square, command, picture = (one.match(data, at) for one in (_SQUARE, _COMMANDS, _PICTURE))
        if square is not None:
            at = square.end() + square["low"][0] + 256 * square["high"][0]
        elif command is not None:
            if command[0].startswith(b"\x1bt"):
                # One that it does not have leaves it as it was.
                encoding = tables.get(command[0][2], encoding)
            at = command.end() + (0 if command["n"] is None else command["n"][0])
        elif picture is not None:
            across, down = (int.from_bytes(picture[name], "little") for name in ("across", "down"))
            at = picture.end() + across * down
            end(drawn=True)
        else:
            if data[at] == 0x0A:
                end()
            else:
                line.append(data[at])
            at += 1
    return lines


def chosen(tables: Mapping[int, str]) -> Letters:
    """Return what somebody chooses who compares each line with what is to stand there."""
    printed = seen(trial_page(), tables)[2:]
    for number, (line, out) in enumerate(zip(trial_lines(), printed, strict=False), 1):
        if out in {f"{number}  {line.sample}", DRAWN}:
            return line.letters
    raise AssertionError("no line is right")


@pytest.mark.parametrize("kind", PRINTERS)
def test_what_is_seen_of_it_leads_to_letters_that_the_printer_can_write(kind: str) -> None:
    tables, letters = PRINTERS[kind]
    assert chosen(tables) == letters
    document = of(Paragraph(SENTENCE), Pair("Café", "1,20 €"))
    printed = " ".join(seen(render(document, "escpos", letters), tables))
    page = page_of(letters)
    if page is None:
        assert set(printed) <= {DRAWN, " "}
    elif encoded(writable(SENTENCE, page), page) is None:
        # A page without the euro: the line is drawn, and right.
        assert DRAWN in printed
    else:
        words = [word for word in re.findall(r"[\wéèàçôû]+", writable(SENTENCE, page)) if encoded(word, page)]
        assert all(word in printed for word in words)


def test_each_line_shows_all_that_its_page_has() -> None:
    samples = {line.letters: line.sample for line in trial_lines()}
    assert samples["cp1252"] == samples["raster"] == SAMPLE
    assert "œ" not in samples["cp858"] and "€" in samples["cp858"] and "€" not in samples["cp850"]
    assert [line.letters for line in trial_lines()] == [*PAGES, "raster"]
    assert {"auto", *samples} == set(LETTERS), "what can be chosen is what can be kept"


def test_the_page_has_both_codes_a_ruler_and_a_place() -> None:
    data = trial_page()
    assert all(start + CODE.encode() in data for start in (b"{B", b"1P0"))
    assert {PLACE, "Page d'essai"} <= set(seen(data, EPSON))
    # The ruler is as wide as the widest printer reaches: a narrow one cuts it.
    widths = [8 * int.from_bytes(found["across"], "little") for found in _PICTURE.finditer(data)]
    assert widths[-1] == RULER_MM * 8
    assert data == trial_page(), "the same at any time"


@pytest.mark.parametrize("letters", LETTERS)
def test_every_way_prints_the_whole_ticket(letters: Letters) -> None:
    for paper in ("roll80", "roll58"):
        document = replace(
            of(Paragraph(SENTENCE, emphasis=True), Pair("Café", "1,20 €", size="large")), paper=paper
        )
        data = render(document, "escpos", letters)
        page = page_of(letters)
        assert data.endswith(b"\x1dV\x00")
        if page is None:
            assert not any(byte > 0x7F for byte in b"".join(_PICTURE.split(data)[:1]))
            assert len(_PICTURE.findall(data)) >= 2
        else:
            assert "cafés".encode(page.encoding) in data


def test_the_usual_way_is_as_it_was() -> None:
    document = of(Paragraph(SENTENCE))
    assert (
        render(document, "escpos")
        == render(document, "escpos", "auto")
        == render(document, "escpos", "cp1252")
    )


@pytest.mark.parametrize(
    ("text", "letters", "paper"),
    [
        ("L’été", "cp858", "L'été"),
        ("4 – 5 — 6", "iso8859-15", "4 - 5 - 6"),
        ("“oui”", "cp850", '"oui"'),
        ("et ainsi…", "cp858", "et ainsi..."),
        ("5′", "cp858", "5'"),
        ("5′", "cp1252", "5’"),
    ],
)
def test_marks_that_a_page_lacks_have_a_plain_one(text: str, letters: Letters, paper: str) -> None:
    page = page_of(letters)
    assert page is not None and writable(text, page) == paper


def test_a_word_that_a_page_cannot_write_is_drawn() -> None:
    """Nothing stands for œ: the line is drawn, and right."""
    out = seen(render(of(Paragraph("Un bœuf"), Paragraph("Un café")), "escpos", "cp858"), EPSON)
    assert DRAWN in out and "Un café" in out
