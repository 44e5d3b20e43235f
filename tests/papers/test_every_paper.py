"""Every paper comes out right: its bytes are those that are kept, its text is whole, its codes are read, on every size of paper."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
import zxingcpp

from concierge_desk.domain.document import (
    PRACTICE_MARK,
    Barcode,
    Block,
    Display,
    Frame,
    Heading,
    Pair,
    Paragraph,
    RuledLines,
    Signature,
    Table,
)
from concierge_desk.jobs.papers import papers_known
from concierge_desk.printing.codepage import encoded, writable
from concierge_desk.printing.escpos import FILLING
from concierge_desk.printing.layout import wrap
from concierge_desk.printing.render import render
from concierge_desk.printing.style import MM
from concierge_desk.printing.text import WIDTHS, cleaner, passages
from tests.papers.roll_reader import LETTER_DOTS, Code, Item, Line, paper_of, papers_of, scanned
from tests.papers.sums import HOW, Drawn, every_paper, known
from tests.printer.roll_printer import CUT
from tests.printing.sheets import assert_apart, assert_inside
from tests.sizes import FULL, spread

SIDES_MM = {"roll80": (80, None), "roll58": (58, None), "a6": (105, 148), "a5": (148, 210), "a4": (210, 297)}
THERMAL_DPI, LASER_DPI = 203, 300
SYMBOLS = zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode

ALIKE = ("sewing-", "cobbler-", "keycut-", "bikefix-")
"""Trades whose papers are drawn by the code that draws dry cleaning's."""


@cache
def papers() -> tuple[Drawn, ...]:
    """All of them, drawn once: whole days are lived for them."""
    return tuple(every_paper())


DUPLICATES = 8
"""So many are looked at at the small size."""


@pytest.fixture(scope="module")
def drawn() -> tuple[Drawn, ...]:
    return papers()


def on_rolls() -> Iterator[Drawn]:
    return (one for one in papers() if one.roll_mm is not None)


def looked_at(drawn: tuple[Drawn, ...]) -> Iterator[Drawn]:
    """Yield those whose pages are looked at: all at full size; the bytes of all are compared.

    Else of one of the trades, and of all of them the originals and some duplicates, of each size one: they differ by a mark.
    """
    once = [one for one in drawn if FULL or not one.name.startswith(ALIKE)]
    again = spread([one for one in once if one.document.copy], DUPLICATES, lambda one: one.document.paper)
    return (one for one in once if not one.document.copy or one in again)


def codes(one: Drawn) -> list[str]:
    return [block.data for block in one.document.blocks if isinstance(block, Barcode)]


def ruled(one: Drawn) -> list[str]:
    """Return the codes of the lines to write on; how many of them a page has room for, its letters say."""
    return [code for block in one.document.blocks if isinstance(block, RuledLines) for code in block.codes]


def test_every_paper_is_there_in_every_size_as_an_original_and_as_a_duplicate(
    drawn: tuple[Drawn, ...],
) -> None:
    assert {one.document.kind for one in drawn} == set(papers_known())
    assert Counter(one.document.copy for one in drawn) == dict.fromkeys((0, 1), len(drawn) // 2)
    sizes = {
        kind: {one.document.paper for one in drawn if one.document.kind == kind} for kind in papers_known()
    }
    for kind, paper in papers_known().items():
        assert ({"roll80", "roll58"} <= sizes[kind]) == paper.roll, kind
    assert {size for found in sizes.values() for size in found} == set(SIDES_MM)


def test_the_bytes_are_those_that_are_kept(drawn: tuple[Drawn, ...]) -> None:
    now, kept = {one.name: one.sums for one in drawn}, known()
    differ = [name for name in sorted(now.keys() | kept.keys()) if now.get(name) != kept.get(name)]
    assert not differ, f"{differ}; {HOW}"


def test_what_a_printer_of_rolls_makes_of_it_is_what_the_paper_says(drawn: tuple[Drawn, ...]) -> None:
    for one in on_rolls():
        assert told(paper_of(render(one.document, "escpos")).items) == list(said(one)), one.name


def test_no_line_is_wider_than_the_roll_and_sums_stay_in_their_column(drawn: tuple[Drawn, ...]) -> None:
    for one in on_rolls():
        room = WIDTHS[one.document.paper] * LETTER_DOTS
        for item in paper_of(render(one.document, "escpos")).items:
            if isinstance(item, Line):
                assert len(item.text) * item.width * LETTER_DOTS <= room, (one.name, item)
                assert item.width == 1 or item.align == "center", (one.name, item)


def test_every_code_that_a_printer_of_rolls_draws_is_read(drawn: tuple[Drawn, ...]) -> None:
    for one in on_rolls():
        assert one.roll_mm is not None
        found = paper_of(render(one.document, "escpos")).codes
        assert [code.data for code in found] == codes(one), one.name
        for code in found:
            (read,) = scanned(code, one.roll_mm)
            assert read.text == code.data, one.name
            # A quarter of a millimetre: finer bars are not scanned without fail.
            assert code.module_dots >= 2, one.name


@pytest.mark.parametrize("name", ["ticket-80", "label-58", "drawn"])
def test_wherever_the_paper_before_it_broke_off_a_duplicate_is_whole(name: str) -> None:
    """Whatever the printer still waited for does not take its mark away."""
    line = Paragraph("Mme Иванова", size="large")
    found = next((one.document for one in papers() if one.name == name), papers()[0].document)
    original = replace(found, copy=0, blocks=(*found.blocks, line) if name == "drawn" else found.blocks)
    first, again = (render(replace(original, copy=copy), "escpos") for copy in (0, 1))
    whole = paper_of(again)
    assert "DUPLICATA n° 1" in whole.text
    # Every place of its end, where its code is, and every seventh before it.
    ends = len(first) - len(CUT)
    for length in sorted({*range(0, ends, 7), *range(ends - 120, ends)}):
        paper = papers_of(first[:length] + FILLING + again)[-1]
        assert paper.cut and paper.items[-len(whole.items) :] == whole.items, length


@pytest.mark.parametrize("dpi", [THERMAL_DPI, LASER_DPI])
def test_every_code_on_every_page_is_read(drawn: tuple[Drawn, ...], dpi: int) -> None:
    for one in looked_at(drawn):
        if not FULL and dpi != (LASER_DPI if one.roll_mm is None else THERMAL_DPI):
            # As its own printer draws it; at full size as the other one would, too.
            continue
        data = render(one.document, "pdf")
        lettered = words_of(data)
        lines = [code for code in ruled(one) if code in lettered]
        assert len(lines) >= len(ruled(one)) / 3, one.name
        assert sorted(scanned_pages(data, dpi)) == sorted([*codes(one), *lines]), one.name


def test_no_page_is_cut_and_nothing_lies_over_anything_else(drawn: tuple[Drawn, ...]) -> None:
    for one in looked_at(drawn):
        width, height = SIDES_MM[one.document.paper]
        # The pale word of practice lies behind them all.
        for sheet in assert_inside(replace(one.document, practice=False)):
            assert_apart(sheet)
        for sheet in assert_inside(one.document):
            assert abs(sheet.width / MM - width) < 0.2, one.name
            assert height is None or abs(sheet.height / MM - height) < 0.2, one.name


def test_nothing_of_what_it_says_is_missing_on_its_pages(drawn: tuple[Drawn, ...]) -> None:
    for one in looked_at(drawn):
        clean = cleaner(one.document.language)
        wanted = Counter(letter for text in texts(one) for letter in clean(text) if letter.strip())
        pages = assert_inside(one.document)
        shown = Counter(text for sheet in pages for text, _ in sheet.characters)
        assert not wanted - shown, (one.name, wanted - shown)
        for sheet in pages:
            assert (PRACTICE_MARK in sheet.text) == one.document.practice, one.name
            assert ("DUPLICATA n° 1" in sheet.text) == (one.document.copy == 1), one.name


def told(items: list[Item]) -> list[str]:
    """Return what came out line by line; large letters in one line, a code as what it says."""
    lines: list[str] = []
    large: list[str] = []
    for place, item in enumerate(items):
        if isinstance(item, Line) and item.align == "center" and item.text:
            large.append(item.text)
            continue
        lines += [" ".join(large)] if large else []
        large = []
        if isinstance(item, Code):
            lines.append(f"[{item.data}]")
        elif isinstance(item, Line) and not _ends_a_code(items, place):
            lines.append(item.text)
        else:
            assert isinstance(item, Line), "a drawn line is read by nobody"
    # Fed so that what was printed is past the knife.
    while lines and not lines[-1]:
        del lines[-1]
    return lines


def _ends_a_code(items: list[Item], place: int) -> bool:
    return place > 0 and isinstance(items[place - 1], Code)


def said(one: Drawn) -> Iterator[str]:
    """Yield the lines of the paper's text, as far as a printer has letters for them."""
    limit = WIDTHS[one.document.paper]
    for passage in passages(one.document, limit, cleaner(one.document.language)):
        if isinstance(passage.block, Barcode):
            yield f"[{passage.block.data}]"
            captions = [line for text in passage.block.captions for line in wrap(text, limit, len)]
            yield from (letters(line.center(limit)) for line in captions)
        elif isinstance(passage.block, Display):
            yield " ".join(letters(line).strip() for line in passage.lines)
        else:
            yield from map(letters, passage.lines)


def letters(line: str) -> str:
    sent = encoded(writable(line))
    assert sent is not None, line
    return sent.rstrip()


def texts(one: Drawn) -> Iterator[str]:
    for block in one.document.blocks:
        yield from _of(block)


def _of(block: Block) -> tuple[str, ...]:
    match block:
        case Heading(text) | Paragraph(text) | Frame(text) | Display(text):
            return (text,)
        case Pair(left, right):
            return (left, right)
        case Signature(label, beside):
            return (label, beside)
        case Barcode():
            return block.captions
        case Table(columns, rows, total):
            cells = (*rows, *(() if total is None else (total,)))
            return (*(column.title for column in columns), *(cell for row in cells for cell in row))
        case _:
            return ()


def words_of(data: bytes) -> set[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return {word for page in pdf for word in page.get_textpage().get_text_bounded().split()}


def scanned_pages(data: bytes, dpi: int) -> list[str]:
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            image = page.render(scale=dpi / 72).to_pil().convert("L")
            found += [code.text for code in zxingcpp.read_barcodes(image, formats=SYMBOLS)]
            page.close()
    return found
