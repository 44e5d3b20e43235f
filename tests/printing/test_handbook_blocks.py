"""Sentences with marks, columns, pictures, the end of a page: what is drawn, read back."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.blocks.sentence import Sentence, Span, plain, spans
from concierge_desk.domain.document import (
    PAPERS,
    Block,
    Columns,
    Document,
    Gap,
    Heading,
    PageEnd,
    Paper,
    Paragraph,
)
from concierge_desk.printing.flow import groups_of
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from tests.printing.sheets import assert_apart, assert_inside, read
from tests.sizes import few

Make = Callable[..., Document]
PICTURE = Picture("books/opening.png", "Le matin")

words = st.text("abgjpqyÀÉŒ0189«»:;!?'- ", max_size=60)
keys = st.sampled_from(("F10", "Maj+F1", "Entrée", "/", "−"))
marks = st.one_of(
    words,
    keys.map("[[{}]]".format),
    st.sampled_from(("{{stock}}", "{{mode d'emploi}}", "**Remettre en banque**", "`verify --signatures`")),
)
sentences = st.lists(marks, max_size=12).map("".join)
leads = st.sampled_from(("", "•", "12.", "[[F10]]", "[[Maj+F1 à F12]]"))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Sentence, sentences, leads, st.integers(0, 6), st.booleans(), st.booleans()),
    st.builds(Heading, words),
    st.just(PICTURE),
    st.just(Gap()),
)


def of(*blocks: Block, paper: Paper = "a4") -> Document:
    return Document("book", "b", "b", paper, blocks)


def test_a_text_is_parted_at_its_marks() -> None:
    assert list(spans("puis [[F10]], {{stock}} ; **Journée** `verify`")) == [
        Span("puis "),
        Span("F10", "key"),
        Span(", "),
        Span("stock", "word"),
        Span(" ; "),
        Span("Journée", "name"),
        Span(" "),
        Span("verify", "command"),
    ]
    assert list(spans("")) == []
    assert plain("[[F10]] {{stock}} **Journée** `verify`") == "[F10] «\u00a0stock\u00a0» Journée verify"


@pytest.mark.parametrize(
    "text", ["[[F10", "F10]]", "{{stock", "**Journée", "`verify", "[[]]", "a\tb", "a\u2028b"]
)
def test_a_mark_that_is_not_closed_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Sentence(text)
    with pytest.raises(ValueError):
        Sentence("", text)


def test_a_picture_has_a_name_and_columns_are_some() -> None:
    with pytest.raises(ValueError):
        Picture("", "x")
    with pytest.raises(ValueError):
        Columns((), 1)


@few(2)
@pytest.mark.parametrize("paper", PAPERS)
@given(made=st.lists(blocks, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_cut_and_nothing_touches(paper: Paper, made: list[Block]) -> None:
    for document in (of(*made, paper=paper), of(Columns(tuple(made)), paper=paper)):
        for sheet in assert_inside(document):
            assert_apart(sheet)
        assert all(len(line) <= 96 for line in to_text(document).splitlines())


def test_a_key_stands_in_a_box_and_no_line_breaks_it() -> None:
    (sheet,) = read(to_pdf(of(Sentence("x " * 60 + "[[Maj+F12]], et " * 30))))
    assert sheet.text.count("Maj+F12") == 30
    # Beside the letters of its line, a little higher and lower.
    for box in sheet.boxes:
        inside = [one for text, one in sheet.characters if text == "M" and box.bottom < one.bottom < box.top]
        assert inside and box.bottom < min(one.bottom for one in inside) - 1
        assert box.top > max(one.top for one in inside) + 1
        assert box.left < min(one.left for one in inside) - 1
    assert sheet.boxes


def test_lines_begin_one_below_the_other_whatever_hangs_before_them() -> None:
    document = of(Sentence("un mot " * 60, "•", 1), Sentence("un mot " * 60, "[[F12]]", 1))
    lefts = {
        round(min(run.x for run in band.runs if run.text != "•" and run.font.endswith("Regular")), 2)
        for group in groups_of(document)[:1]
        for band in group.bands
    }
    assert len(lefts) == 1


def test_columns_are_as_equal_as_they_can_be_and_read_in_order() -> None:
    made = tuple(Sentence(f"phrase{number:02} " * 9) for number in range(20))
    (sheet,) = assert_inside(of(Columns(made)))
    middle = sheet.width / 2
    left, right = (
        [box for _text, box in sheet.characters if (box.left < middle) is first] for first in (True, False)
    )
    assert abs(min(box.bottom for box in left) - min(box.bottom for box in right)) < 60
    assert abs(max(box.top for box in left) - max(box.top for box in right)) < 1
    text = to_text(of(Columns(made)))
    assert [text.index(f"phrase{number:02}") for number in range(20)] == sorted(
        text.index(f"phrase{number:02}") for number in range(20)
    )


def test_a_title_goes_with_what_follows_it() -> None:
    made = (Sentence("un " * 200), Sentence("**Titre**", keep_next=True), Sentence("deux " * 200))
    (sheet,) = read(to_pdf(of(Columns(made))))
    title = next(box for text, box in sheet.characters if text == "T")
    below = [box for text, box in sheet.characters if text == "d"]
    assert all(box.top < title.bottom for box in below if abs(box.left - title.left) < 200)
    assert min(box.left for box in below) >= title.left - 1, "it stands at the head of the second column"


def test_narrow_paper_has_one_column() -> None:
    made = (Sentence("un " * 60), Sentence("deux " * 60))
    for paper in ("roll80", "roll58", "a6"):
        assert to_pdf(of(Columns(made), paper=paper)) == to_pdf(of(*made, paper=paper))


def test_a_page_ends_where_it_says_so_and_a_roll_goes_on() -> None:
    made = (Paragraph("un"), PageEnd(), Paragraph("deux"))
    first, second = read(to_pdf(of(*made)))
    assert "un" in first.text and "deux" not in first.text and "deux" in second.text
    assert len(read(to_pdf(of(*made, paper="roll80")))) == 1


def test_a_picture_is_drawn_and_told() -> None:
    document = of(PICTURE, Columns((PICTURE, Sentence("x"))))
    assert_inside(document)
    assert to_pdf(document).count(b"/Subtype /Image") == 1, "the same one twice is in the file once"
    assert "(Le matin)" in to_text(document)
    with pytest.raises(FileNotFoundError):
        to_pdf(of(dataclasses.replace(PICTURE, resource="books/none.png")))
