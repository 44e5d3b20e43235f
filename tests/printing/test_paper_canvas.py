"""The canvas of papers against reportlab's own: the same file, byte for byte."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from concierge_desk.printing.bands import Box, TextRun
from concierge_desk.printing.fonts import BOLD, REGULAR, load_fonts
from concierge_desk.printing.paper_canvas import PaperCanvas

MADE_AS: dict[str, Any] = {"invariant": 1, "pageCompression": 1, "initialFontName": REGULAR}
LETTERS = "".join(map(chr, sorted(load_fonts() - set(range(32)))))


class Page(NamedTuple):
    """Boxes, each lot in its grey, and texts at their places."""

    boxes: list[tuple[list[Box], float]]
    texts: list[tuple[float, float, TextRun]]


def by_reportlab(pages: list[Page]) -> bytes:
    """Draw pages piece by piece, as reportlab's own objects do."""
    canvas = Canvas(None, **MADE_AS)
    for page in pages:
        for boxes, grey in page.boxes:
            path = canvas.beginPath()
            for box in boxes:
                path.rect(*box)
            canvas.setFillGray(grey)
            canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
        text = canvas.beginText()
        looks = None
        for x, y, run in page.texts:
            if looks != (run.font, run.size, run.grey):
                looks = run.font, run.size, run.grey
                text.setFont(run.font, run.size)
                text.setFillGray(run.grey)
            text.setTextOrigin(x, y)
            text.textOut(run.text)
        canvas.drawText(text)
        canvas.showPage()
    return canvas.getpdfdata()


def by_us(pages: list[Page]) -> bytes:
    canvas = PaperCanvas(**MADE_AS)
    for page in pages:
        for boxes, grey in page.boxes:
            canvas.fill(boxes, grey)
        canvas.write(page.texts)
        canvas.end_page()
    return canvas.getpdfdata()


points = st.floats(-20_000, 20_000, allow_nan=False, width=32) | st.integers(-900, 900)
greys = st.sampled_from((0, 0.35, 0.7, 0.92, 1))
runs = st.builds(
    TextRun,
    st.just(0.0),
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=60)
    | st.sampled_from(("a(b)\\", "n°\u00a07", " ")),
    st.sampled_from((REGULAR, BOLD)),
    st.sampled_from((6.45, 8, 9, 12.5, 84)),
    greys,
)
pages = st.builds(
    Page,
    st.lists(st.tuples(st.lists(st.tuples(points, points, points, points), max_size=4), greys), max_size=3),
    st.lists(st.tuples(points, points, runs), max_size=12),
)


@given(st.lists(pages, min_size=1, max_size=3))
def test_what_is_written_at_one_go_is_what_reportlab_writes_piece_by_piece(drawn: list[Page]) -> None:
    assert by_us(drawn) == by_reportlab(drawn)


@pytest.mark.parametrize("of", [lambda: LETTERS[:700], lambda: LETTERS[700:0:-1]], ids=["up", "down"])
def test_letters_of_further_subsets_are_named_as_reportlab_names_them(of: Callable[[], str]) -> None:
    """More letters than one subset has room for, and texts whose letters lie in several."""
    letters = of()
    texts = [letters[start : start + 50] for start in range(0, 700, 50)]
    texts += [letters[::90], letters[3:9] + letters[300:309] + letters[4:9], letters[600:], letters[:20]]
    run = TextRun(0, "", REGULAR, 9)
    page = Page([], [(20, 700 - 12.5 * line, run._replace(text=text)) for line, text in enumerate(texts)])
    assert by_us([page, page]) == by_reportlab([page, page])
