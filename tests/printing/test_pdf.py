"""Documents as PDF, read back."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from concierge_desk.domain.document import (
    PAPERS,
    PRACTICE_MARK,
    ROLLS,
    Column,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.printing.fonts import BOLD, REGULAR, measure, printable
from concierge_desk.printing.pdf import AUTHOR, to_pdf
from concierge_desk.printing.render import render
from tests.printing.sheets import assert_inside, read

Make = Callable[..., Document]
GOLDEN = Path(__file__).parent / "golden"


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


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
            case _:
                assert isinstance(block, Rule | Gap)


def test_every_text_of_a_ticket_is_found(ticket: Make) -> None:
    document = ticket()
    (sheet,) = read(to_pdf(document))
    found = flat(sheet.text)
    for text in texts_of(document):
        for word in text.split():
            assert word in found
    assert "999 999,99 €" in found
    assert "1 000 016,85 €" in found
    assert "« cœur »" in found
    assert "FACTICE" not in found
    assert "DUPLICATA" not in found


@pytest.mark.parametrize("paper", PAPERS)
def test_each_page_of_a_practice_duplicate_says_so(bordereau: Make, paper: str) -> None:
    """R-1.13, R-1.21: that it is an exercise, and which duplicate."""
    document = bordereau(60, paper=paper, practice=True, copy=1)
    sheets = assert_inside(document)
    assert (len(sheets) == 1) == (paper in ROLLS.values())
    for number, sheet in enumerate(sheets, 1):
        lines = [line.strip() for line in sheet.text.splitlines()]
        assert lines.count(PRACTICE_MARK) == 2
        assert lines.count("DUPLICATA n° 1") == 1
        assert sheet.text.count("FACTICE") >= 3
        if paper not in ROLLS.values():
            assert f"page {number}/{len(sheets)}" in sheet.text
            assert "Z-2026-0001" in sheet.text


def test_a_long_table_repeats_its_head_and_loses_no_row(bordereau: Make) -> None:
    document = bordereau(200)
    sheets = assert_inside(document)
    assert len(sheets) > 3
    assert all("Numéro" in sheet.text and "Valeur" in sheet.text for sheet in sheets)
    whole = "".join(sheet.text for sheet in sheets)
    assert [f"6A15602{row:06d}" for row in range(200)] == re.findall(r"6A15602\d{6}", whole)
    assert "999 999,99 €" in flat(sheets[-1].text)
    assert re.search(r"6A15602000199.*Total.*200 objets", sheets[-1].text, re.DOTALL)


def test_a_heading_is_not_left_alone_at_the_foot(bordereau: Make) -> None:
    for count in range(20, 75):
        sheets = read(to_pdf(bordereau(count)))
        for sheet in sheets:
            lines = [line.strip() for line in sheet.text.strip().splitlines()]
            assert lines[-1] not in ("Ancre", "Objets détenus")
            assert not lines[-1].startswith("Numéro")


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
    for paper in PAPERS:
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


def test_what_the_font_lacks_is_said_otherwise() -> None:
    assert printable("漢字 ok") == "?? ok"
    assert printable("\U0001d400\u3392") == "AMHz"
    assert printable("שלום מרחבא") == "???? ?????"
    assert printable("e\u0301te\u0301 x\u0305") == "été x"
    assert printable("a\u200bb\u00adc") == "abc"
    assert printable("\u1680x\u1680") == "x"
    for text in (
        "àâäçéèêëîïôöùûüÿœæ ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ",
        "€ n° « » — – … ’ × ß ğ ş ı č ž ẞ ħ ŋ ŧ",
        "12\u202f345,00\u00a0€ −3 ‑ 4\u2007%",
        "Nguyễn Đặng Əliyev Βασίλης Дмитрий Թամար",
        "A3 → B2 ← ✓ ✗ oﬃce ①",
    ):
        assert printable(text) == unicodedata.normalize("NFC", text)


def test_all_figures_are_equally_wide() -> None:
    for font in (REGULAR, BOLD):
        assert len({measure(font, 9)(figure) for figure in "0123456789"}) == 1
        assert measure(font, 9)("\u202f") < measure(font, 9)("\u00a0")


@given(st.text(max_size=40), st.sampled_from((REGULAR, BOLD)), st.floats(1, 200))
def test_a_text_is_as_wide_as_reportlab_finds_it(text: str, font: str, size: float) -> None:
    """To the last bit: bytes of papers hang on it."""
    assert measure(font, size)(text) == stringWidth(text, font, size)


def test_a_single_page_needs_no_number() -> None:
    (sheet,) = assert_inside(Document("slip", "B-2026-0001", "Bon", "a6", (Heading("Bon"),), copy=1))
    assert "page" not in sheet.text
    assert "B-2026-0001" not in sheet.text
    assert "DUPLICATA n° 1" in sheet.text


def test_space_alone_never_begins_a_page() -> None:
    """The end of a page is met by ever more lines; a space that follows does not turn it."""
    for count in range(20, 40):
        lines = tuple(Paragraph(f"ligne {number}") for number in range(count))
        alone = read(to_pdf(Document("slip", "B-1", "Bon", "a6", lines)))
        spaced = read(to_pdf(Document("slip", "B-1", "Bon", "a6", (*lines, Gap(), Gap()))))
        assert len(alone) == len(spaced)
        follows = read(to_pdf(Document("slip", "B-1", "Bon", "a6", (*lines, Gap(), Paragraph("fin")))))
        assert "ligne" in follows[-1].text or follows[-1].text.strip().splitlines()[-1] == "fin"


def test_a_frame_stays_whole_where_a_page_can_hold_it() -> None:
    for count in range(15, 35):
        lines = tuple(Paragraph(f"ligne {number}") for number in range(count))
        blocks = (*lines, Frame("un deux " * 20 + "fin"), Signature("Signature du facteur"))
        for sheet in assert_inside(Document("slip", "B-1", "Bon", "a6", blocks)):
            assert ("deux" in sheet.text) == ("fin" in sheet.text)
            assert ("Signature" in sheet.text) == any(box.height > 50 for box in sheet.boxes)


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
codes = (Barcode("c-4t9d2k7mx0q3h"), Barcode("c-4t9d2k7mx0q3h" * 9, "Code"), Display("A3"))
blocks = (Heading("Ampère"), Pair("a", "b", strong=True), *codes, Signature("a"), Frame("b : c"), table)
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


def test_golden(ticket: Make, bordereau: Make, label: Make) -> None:
    narrow = ticket(practice=True, copy=1).on_roll(58)
    documents = (ticket(practice=True, copy=1), narrow, label(), bordereau(40, copy=2))
    sheets = [sheet for document in documents for sheet in read(to_pdf(document))]
    text = "\n\f\n".join(sheet.text.replace("\r\n", "\n").strip() for sheet in sheets) + "\n"
    path = GOLDEN / "pdf.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()
