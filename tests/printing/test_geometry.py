"""Nothing is cut and nothing lies over anything else, taken from what is really drawn."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.document import (
    LEAST_LINE_MM,
    PAPERS,
    Barcode,
    Block,
    Column,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Rule,
    RuledLines,
    Signature,
    Table,
)
from tests.printing.sheets import Box, Sheet, assert_apart, assert_inside

Make = Callable[..., Document]

AMOUNTS = ("999,99\u00a0€", "-99\u00a0999,99\u00a0€", "0,00\u00a0€", "9\u00a0999\u00a0999,99\u00a0€")
NAMES = (
    "Marie-Antoinette de la Tour d’Auvergne-Lauraguais et Éléonore Nguyễn-Szczepańska de Kœnigsbourg",
    "Kreditorenbuchhaltungsgesellschaftsvertretungsbevollmächtigtenstellvertreterschaftsbescheinigung" * 2,
    "Mme Kessler",
    "À l’Œuvre : « Ÿ » ; ÇÀ !",
    "",
)

anything = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80)
names = st.sampled_from(NAMES) | st.text("abgjpqyÀÉÿWM0189«»:;!?'’-_ ", max_size=120)
amounts = st.sampled_from(AMOUNTS)
sizes = st.sampled_from(("small", "text", "large"))
codes = st.text("0123456789abcdefghjkmnpqrstvwxyzABC-/ ", min_size=1, max_size=60).filter(
    lambda text: text == text.strip()
)


@st.composite
def tables(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Table:
    aligns = draw(st.lists(st.sampled_from(("left", "right")), min_size=1, max_size=6))
    columns = tuple(Column(draw(texts), align, draw(st.integers(1, 5))) for align in aligns)
    row = st.tuples(*(amounts if align == "right" else texts for align in aligns))
    return Table(columns, tuple(draw(st.lists(row, max_size=3))), draw(st.none() | row))


def ruled(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    columns = st.lists(st.builds(Column, texts, st.just("left"), st.integers(1, 5)), min_size=1, max_size=4)
    heights, entries = st.integers(LEAST_LINE_MM, 30), st.integers(1, 3)
    return st.builds(RuledLines, columns.map(tuple), st.lists(codes, max_size=3).map(tuple), heights, entries)


def blocks(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Heading, texts),
        st.builds(Paragraph, texts, st.booleans(), sizes),
        st.builds(Frame, texts, st.booleans(), sizes),
        st.builds(Display, texts.filter(str.strip)),
        st.builds(Barcode, codes, texts),
        st.builds(Signature, texts),
        st.builds(Signature, texts, texts),
        st.builds(Pair, texts, amounts | texts, st.booleans(), sizes),
        ruled(texts),
        st.just(Rule()),
        st.just(Gap()),
        tables(texts),
    )


_ROOMY = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    deadline=None,
)


@_ROOMY
@example((Display("j00M"),), "roll80", NAMES[2], 0)
@example((Display("_j"),), "roll80", NAMES[2], 0)
@given(
    st.lists(blocks(names), max_size=7).map(tuple),
    st.sampled_from(PAPERS),
    st.sampled_from(NAMES[:3]),
    st.sampled_from((0, 12)),
)
def test_no_text_leaves_its_paper_or_lies_over_another(
    content: tuple[Block, ...], paper: Paper, title: str, copy: int
) -> None:
    for sheet in assert_inside(Document("slip", "B-2026-0001", title, paper, content, copy=copy)):
        assert_apart(sheet)
        assert_beside(sheet)


_OVERHANG = 3.5
"""Points by which a rare glyph, set large, may lean out of its own advance width."""


@_ROOMY
@given(st.lists(blocks(anything), max_size=4).map(tuple), st.sampled_from(PAPERS))
def test_any_text_is_drawn_inside_the_margins(content: tuple[Block, ...], paper: Paper) -> None:
    plain = tuple(block for block in content if not isinstance(block, Display))
    assert_inside(Document("slip", "B-1", "Bon", paper, plain, practice=True), _OVERHANG)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_character_of_the_usual_papers_lies_over_another(
    ticket: Make, bordereau: Make, label: Make, paper: str
) -> None:
    for document in (ticket(paper=paper, copy=3), bordereau(12, paper=paper), label(paper=paper)):
        for sheet in assert_inside(document):
            assert_apart(sheet)
            assert_beside(sheet)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES[:3])
def test_a_framed_text_stays_inside_its_frame(paper: Paper, name: str) -> None:
    for size in ("small", "text", "large"):
        document = Document("slip", "B-1", "Bon", paper, (Frame(f"{name} {AMOUNTS[1]}", True, size),))
        (sheet,) = assert_inside(document)
        left, right = min(box.left for box in sheet.boxes), max(box.right for box in sheet.boxes)
        bottom, top = min(box.bottom for box in sheet.boxes), max(box.top for box in sheet.boxes)
        assert all(left + 2 < box.left and box.right < right - 2 for _, box in sheet.characters)
        assert all(bottom + 2 < box.bottom and box.top < top - 2 for _, box in sheet.characters)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_shelf_is_read_from_two_metres(paper: Paper) -> None:
    """Ten millimetres of height for two metres, and as large as its paper allows for longer places."""
    (sheet,) = assert_inside(Document("label", "c-1", "Étiquette", paper, (Display("A3"),)))
    assert min(box.height for _, box in sheet.characters) > 10 * 72 / 25.4
    (longer,) = assert_inside(Document("label", "c-1", "Étiquette", paper, (Display("ARMOIRE 12"),)))
    assert len({round(box.bottom) for text, box in longer.characters if text not in "O12"}) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_amounts_stand_under_one_another(paper: Paper) -> None:
    content = tuple(Pair(f"n° {n}", amount, strong=n % 2 == 0) for n, amount in enumerate(AMOUNTS))
    (sheet,) = assert_inside(Document("slip", "B-1", "Bon", paper, content))
    ends = [box.right for text, box in sheet.characters if text == "€"]
    assert len(ends) == len(AMOUNTS)
    assert max(ends) - min(ends) < 0.6


@pytest.mark.parametrize("paper", PAPERS)
def test_there_is_room_to_sign(paper: Paper) -> None:
    (sheet,) = assert_inside(Document("slip", "B-1", "Bon", paper, (Signature("Signature du facteur"),)))
    (frame,) = sheet.boxes
    assert frame.height > 18 * 72 / 25.4
    assert frame.width > 45 * 72 / 25.4
    assert all(box.bottom > frame.top for _, box in sheet.characters)


def assert_beside(sheet: Sheet) -> None:
    """Hold that no line crosses a letter: they are the flat ones among what is drawn."""
    lines = [box for box in sheet.boxes if box.height < 1.5]
    for text, box in sheet.characters:
        assert not any(_crosses(line, box) for line in lines), (text, box)


def _crosses(line: Box, letter: Box) -> bool:
    middle = (line.bottom + line.top) / 2
    return letter.bottom + 0.5 < middle < letter.top - 0.5 and line.left < letter.right
