"""Every printed code is read back by another library and says what it was given."""

from functools import partial
from random import Random

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.values.codes import Draws, check_character
from concierge_desk.domain.document import MAX_CODE, PAPERS, Barcode, Document, Heading, Paper, Signature
from concierge_desk.domain.numbers import CLOSING, SLIP, TICKET, number_of
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.style import DOT, MM, STYLES
from concierge_desk.printing.symbols import symbol
from tests.printing.sheets import read
from tests.sizes import few

THERMAL, LASER = 203, 300
BARS, SQUARE = zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode

draw = Random(7)
OWN = [Draws(draw.getrandbits, draw.randrange).code(prefix) for prefix in "ceopka" for _ in range(4)]
CODES = (
    *(code + check_character(code.replace("-", "").upper()).lower() for code in OWN),
    *(
        number_of(series, 2026, n, epoch)
        for series in (TICKET, CLOSING, SLIP)
        for n in (1, 124)
        for epoch in "AB"
    ),
    "6A15602676300",
    "RB123456785FR",
    "3760001234567",
)


def document(paper: Paper, *codes: str) -> Document:
    blocks = (Heading("Code"), *map(Barcode, codes), Signature("Signature"))
    return Document("label", "c-1", "Étiquette", paper, blocks, practice=True)


def seen(data: bytes, dpi: int) -> list[zxingcpp.Barcode]:
    found: list[zxingcpp.Barcode] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            image = page.render(scale=dpi / 72).to_pil().convert("L")
            found += zxingcpp.read_barcodes(image, formats=(BARS, SQUARE))
            page.close()
    return found


@few(4)
@pytest.mark.parametrize("dpi", [THERMAL, LASER])
@pytest.mark.parametrize("paper", PAPERS)
def test_every_code_of_the_shop_is_read_back(paper: Paper, dpi: int) -> None:
    for code in CODES:
        (found,) = seen(to_pdf(document(paper, code)), dpi)
        assert found.text == code
        wide = paper != "roll58" or code[0] in "6R3" or len(code) < len("T-2026-B-000001")
        assert found.format == (BARS if wide else SQUARE)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=MAX_CODE).filter(
        lambda text: text == text.strip()
    ),
    st.sampled_from(PAPERS),
    st.sampled_from((THERMAL, LASER)),
)
def test_any_data_are_read_back(data: str, paper: Paper, dpi: int) -> None:
    (found,) = seen(to_pdf(document(paper, data)), dpi)
    assert found.bytes == data.encode()


@pytest.mark.parametrize("paper", PAPERS)
def test_modules_are_whole_dots_of_a_quarter_millimetre_at_least(paper: Paper) -> None:
    room = STYLES[paper].inner
    for code in (*CODES, "x" * MAX_CODE):
        found = symbol(code, room)
        assert found.width * DOT <= room
        sizes = {width for _, _, width, _ in found.dark}
        assert min(sizes) * DOT >= 0.25 * MM
        assert all(size % min(sizes) == 0 for size in sizes)
        quiet = min(left for left, *_ in found.dark)
        assert quiet == found.width - max(left + width for left, _, width, _ in found.dark)
        assert quiet >= (4 if found.height == found.width else 10) * min(sizes)


def test_bars_are_as_coarse_as_the_paper_allows() -> None:
    found = partial(symbol, "T-2026-000001")
    bare = found(1000).width // 3
    for dots, module in ((bare * 3, 3), (bare * 3 - 1, 2), (bare * 2, 2)):
        assert found(dots * DOT).width == bare * module
    square = found((bare * 2 - 1) * DOT)
    assert square.width == square.height


def test_two_codes_on_one_paper_are_both_read() -> None:
    for paper in PAPERS:
        found = seen(to_pdf(document(paper, CODES[0], "B-2026-0001")), THERMAL)
        assert {one.text for one in found} == {CODES[0], "B-2026-0001"}


def test_the_mark_of_practice_does_not_show_between_the_bars() -> None:
    """The background is white where a code stands, and grey elsewhere."""
    data = to_pdf(document("roll80", CODES[0]))
    code = symbol(CODES[0], STYLES["roll80"].inner)
    (sheet,) = read(data)
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[0].render(scale=THERMAL / 72).to_pil().convert("L")
    height = image.height
    (dark,) = [box for box in sheet.boxes if 10 < box.width < code.width * DOT - 1]
    left, right = dark.left / DOT, dark.right / DOT
    crop = (left - 18, height - dark.top / DOT + 2, right + 18, height - dark.bottom / DOT - 2)
    shades = {shade for _, shade in image.crop(tuple(map(round, crop))).getcolors()}
    assert not [shade for shade in shades if 5 < shade < 250]
    assert [shade for _, shade in image.getcolors() if 5 < shade < 250]


@pytest.mark.parametrize(("paper", "width_mm"), [("roll80", 80), ("roll58", 58), ("a6", 105), ("a4", 210)])
def test_papers_are_whole_dots_wide_and_no_other_than_their_name_says(paper: Paper, width_mm: int) -> None:
    (sheet,) = read(to_pdf(Document("slip", "B-1", "Bon", paper, ())))
    assert abs(sheet.width / MM - width_mm) < 0.1
    assert 0 <= round(sheet.width / DOT) - sheet.width / DOT < 0.01
    assert STYLES[paper].margin >= 4 * MM
