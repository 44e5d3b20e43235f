"""Documents as PDF, read back."""

import dataclasses
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.document import (
    PRACTICE_MARK,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Rule,
    Table,
)
from concierge_desk.printing.flow import STYLES
from concierge_desk.printing.fonts import printable
from concierge_desk.printing.pdf import AUTHOR, to_pdf
from concierge_desk.printing.render import render

Make = Callable[..., Document]
GOLDEN = Path(__file__).parent / "golden"


@dataclasses.dataclass(frozen=True)
class Sheet:
    """A page read back: its size, its text, and each visible character with its box."""

    width: float
    height: float
    text: str
    characters: tuple[tuple[str, tuple[float, float, float, float]], ...]


def read(data: bytes) -> list[Sheet]:
    sheets = []
    with pypdfium2.PdfDocument(data) as pdf:
        for index in range(len(pdf)):
            page = pdf[index]
            words = page.get_textpage()
            raw = [words.get_text_range(number, 1) for number in range(words.count_chars())]
            shown = [(text, words.get_charbox(number)) for number, text in enumerate(raw) if text.strip()]
            sheets.append(Sheet(*page.get_size(), words.get_text_range(), tuple(shown)))
            words.close()
            page.close()
    return sheets


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def assert_inside(document: Document) -> list[Sheet]:
    style = STYLES[document.paper]
    sheets = read(to_pdf(document))
    for sheet in sheets:
        assert sheet.width == pytest.approx(style.width, abs=0.01)
        for text, (left, bottom, right, top) in sheet.characters:
            assert left >= style.margin - 0.5, text
            assert bottom >= style.margin - 0.5, text
            assert right <= sheet.width - style.margin + 0.5, text
            assert top <= sheet.height - style.margin + 0.5, text
    return sheets


def assert_apart(sheet: Sheet) -> None:
    for (one, a), (two, b) in combinations(sheet.characters, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        along = min(a[3], b[3]) - max(a[1], b[1])
        assert not (across > 1 and along > 1), (one, two, a, b)


def texts_of(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Pair():
                yield from (block.left, block.right)
            case Table():
                yield from (column.title for column in block.columns)
                yield from (cell for row in block.rows for cell in row)
                yield from block.total or ()
            case Rule() | Gap():
                pass


def test_every_text_of_a_ticket_is_found(ticket: Make) -> None:
    document = ticket()
    (sheet,) = read(to_pdf(document))
    found = flat(sheet.text)
    for text in texts_of(document):
        for word in text.replace("\u202f", " ").split():
            assert word in found
    assert "999 999,99 €" in found
    assert "1 000 016,85 €" in found
    assert "« cœur »" in found
    assert "FACTICE" not in found
    assert "DUPLICATA" not in found


@pytest.mark.parametrize("paper", ["roll80", "a6", "a4"])
def test_each_page_of_a_practice_duplicate_says_so(bordereau: Make, paper: str) -> None:
    document = bordereau(60, paper=paper, practice=True, copy=1)
    sheets = assert_inside(document)
    assert (len(sheets) == 1) == (paper == "roll80")
    for number, sheet in enumerate(sheets, 1):
        lines = [line.strip() for line in sheet.text.splitlines()]
        assert lines.count(PRACTICE_MARK) == 2
        assert lines.count("DUPLICATA n° 1") == 1
        assert sheet.text.count("FACTICE") >= 3
        if paper != "roll80":
            assert f"page {number}/{len(sheets)}" in sheet.text
            assert "Z-2026-0001" in sheet.text


def test_a_long_table_repeats_its_head_and_loses_no_row(bordereau: Make) -> None:
    document = bordereau(200)
    sheets = assert_inside(document)
    assert len(sheets) > 3
    assert all("Numéro" in sheet.text and "Valeur" in sheet.text for sheet in sheets)
    whole = "".join(sheet.text for sheet in sheets)
    assert [f"6A15602{row:06d}" for row in range(200)] == re.findall(r"6A15602\d{6}", whole)
    assert "999 999,99 €" in sheets[-1].text
    assert re.search(r"6A15602000199.*Total.*200 objets", sheets[-1].text, re.DOTALL)


def test_a_heading_is_not_left_alone_at_the_foot(bordereau: Make) -> None:
    for count in range(20, 75):
        sheets = read(to_pdf(bordereau(count)))
        for sheet in sheets:
            lines = [line.strip() for line in sheet.text.strip().splitlines()]
            assert lines[-1] not in ("Ancre", "Objets détenus")
            assert not lines[-1].startswith("Numéro")


@pytest.mark.parametrize("paper", ["roll80", "a6", "a4"])
def test_no_character_lies_over_another(ticket: Make, bordereau: Make, paper: str) -> None:
    for document in (ticket(paper=paper, copy=3), bordereau(12, paper=paper)):
        for sheet in assert_inside(document):
            assert_apart(sheet)


def test_long_names_and_words_stay_inside() -> None:
    name = "Marie-Antoinette de la Tour d’Auvergne-Lauraguais-" * 5
    table = Table(
        (Column("Nom" * 20), Column("Pièce", "left", 1), Column("Montant", "right")),
        ((name, "x" * 200, "999\u202f999,99\u00a0€"), ("", "", "0,00\u00a0€")),
    )
    wide = Table(
        tuple(Column(f"Colonne {number}", "right") for number in range(14)),
        (("999\u202f999,99\u00a0€",) * 14,),
        ("1\u00a0€",) * 14,
    )
    content = (Heading(name), Paragraph("x" * 500), Pair(name, name), Pair("", name), table, wide)
    for paper in STYLES:
        document = Document("slip", "n" * 200, "t" * 200, paper, content, practice=True, copy=10**6)
        sheets = assert_inside(document)
        found = flat(" ".join(sheet.text for sheet in sheets))
        assert found.count("999 999,99 €") == 15


def test_a_row_taller_than_a_page_goes_on_over_the_next() -> None:
    table = Table((Column("Texte"), Column("Prix", "right")), (("mot " * 900, "1,00 €"),))
    sheets = assert_inside(Document("slip", "B-1", "Bon", "a6", (Gap(), table)))
    assert len(sheets) > 3
    assert sum(sheet.text.count("mot") for sheet in sheets) == 900


def test_a_roll_is_as_long_as_needed_and_never_longer_than_a_pdf_page() -> None:
    short = read(to_pdf(Document("slip", "B-1", "Bon", "roll80", (), practice=True)))
    assert len(short) == 1
    assert short[0].height < 200
    lines = tuple(Paragraph(f"ligne {number}") for number in range(2000))
    long = assert_inside(Document("slip", "B-1", "Bon", "roll80", lines, practice=True))
    assert [sheet.height <= 14_400 for sheet in long] == [True, True]


_OVERHANG = 2.5
"""Points by which a rare glyph may lean out of its own advance width."""

texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts, texts, st.lists(st.tuples(texts, texts, texts), max_size=4), st.sampled_from(sorted(STYLES)))
def test_any_text_is_drawn_inside_the_margins(
    one: str, two: str, rows: list[tuple[str, ...]], paper: Paper
) -> None:
    columns = (Column(one), Column(two, "right"), Column("x", "left", 3))
    content = (Heading(one), Pair(one, two), Paragraph(two), Table(columns, tuple(rows), (one, two, one)))
    margin = STYLES[paper].margin - _OVERHANG
    for sheet in read(to_pdf(Document("slip", "B-1", "Bon", paper, content))):
        for _, (left, _bottom, right, _top) in sheet.characters:
            assert left >= margin
            assert right <= sheet.width - margin


def test_what_the_font_lacks_is_said_otherwise() -> None:
    assert printable("12\u202f345,00\u00a0€") == "12\u00a0345,00\u00a0€"
    assert printable("Nguyễn Đặng Əliyev") == "Nguyên Đang Eliyev"
    assert printable("A3 → B2\u2003✓") == "A3 -> B2 oui"
    assert printable("o\ufb03ce \u2460") == "office 1"
    assert printable("漢字 ok") == "?? ok"
    assert printable("e\u0301te\u0301 x\u0305") == "été x"
    assert printable("a\u200bb\u00adc") == "abc"
    assert printable("\u1680x\u1680") == "x"
    for text in ("àâäçéèêëîïôöùûüÿœæ ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ", "€ n° « » — – … ’ × ß ğ ş ı č ž"):
        assert printable(text) == unicodedata.normalize("NFC", text)


def test_the_file_says_what_it_is(ticket: Make) -> None:
    data = to_pdf(ticket(language="de"))
    with pypdfium2.PdfDocument(data) as pdf:
        told = pdf.get_metadata_dict()
    assert told["Title"] == "Ticket de caisse — T-2026-000001"
    assert told["Author"] == AUTHOR
    assert told["CreationDate"] == told["ModDate"] == "D:20000101000000+00'00'"
    assert b"/Lang (de)" in data
    assert b"FontFile2" in data
    assert b"Helvetica" not in data


SCRIPT = """
import sys
from concierge_desk.domain.document import *
from concierge_desk.printing.pdf import to_pdf
rows = tuple((f"n° {n}", "é" * (n % 7), f"{n},00\\u00a0€") for n in range(80))
table = Table((Column("Numéro"), Column("Mot"), Column("Prix", "right")), rows)
blocks = (Heading("Ampère"), Pair("a", "b", strong=True), table)
sys.stdout.buffer.write(to_pdf(Document("z", "Z-1", "Clôture", "a6", blocks, practice=True, copy=1)))
"""


def test_the_bytes_are_the_same_at_any_time_in_any_process(ticket: Make) -> None:
    assert to_pdf(ticket()) == to_pdf(ticket())
    seen = set()
    for seed, instant, zone in (("0", "1", "UTC"), ("7", "1700000000", "Asia/Tokyo"), ("9", "", "")):
        told = {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": instant, "TZ": zone, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | told,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert seen.pop().startswith(b"%PDF-1.4")


def test_text_loads_no_pdf_library(ticket: Make) -> None:
    code = "import sys, concierge_desk.printing.render; print('reportlab' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "False"


def test_render_answers_both_forms_and_no_other(ticket: Make) -> None:
    assert render(ticket(), "pdf") == to_pdf(ticket())
    with pytest.raises(ValueError, match="not a form"):
        render(ticket(), "html")  # type: ignore[arg-type]


def test_golden(ticket: Make, bordereau: Make) -> None:
    sheets = read(to_pdf(ticket(practice=True, copy=1))) + read(to_pdf(bordereau(40, copy=2)))
    text = "\n\f\n".join(sheet.text.replace("\r\n", "\n").strip() for sheet in sheets) + "\n"
    path = GOLDEN / "pdf.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()
