"""Documents as lines of text."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from concierge_desk.domain.document import (
    PAPERS,
    PRACTICE_MARK,
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
    Signature,
    Table,
)
from concierge_desk.printing.layout import tidy
from concierge_desk.printing.render import render
from concierge_desk.printing.text import NARROWEST, WIDTHS, to_text
from concierge_desk.printing.typography import french

GOLDEN = Path(__file__).parent / "golden"

texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)
words = st.text("abcdeéœ€«»:!0123456789,.-", min_size=1, max_size=50)
sentences = st.lists(words, max_size=8).map(" ".join)
amounts = st.integers(0, 10**8).map(lambda cents: f"{cents // 100:,}".replace(",", "\u202f") + ",00\u202f€")
codes = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=60)
widths = st.integers(NARROWEST, 110)
aligns = st.sampled_from(("left", "right"))


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str]) -> Table:
    columns = draw(
        st.lists(st.builds(Column, cells, aligns, st.integers(1, 9)), min_size=1, max_size=6).map(tuple)
    )
    row = st.tuples(*(cells for _ in columns))
    return Table(columns, tuple(draw(st.lists(row, max_size=4))), draw(st.none() | row))


def blocks(cells: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Heading, cells),
        st.builds(Paragraph, cells, st.booleans()),
        st.builds(Frame, cells),
        st.builds(Display, cells.filter(str.strip)),
        st.builds(Barcode, codes, cells),
        st.builds(Signature, cells),
        st.builds(Pair, cells, cells, st.booleans()),
        st.just(Rule()),
        st.just(Gap()),
        tables(cells),
    )


def of(*content: Block, **changes: Any) -> Document:
    return Document("slip", "B-2026-0001", "Bon", "roll80", content, **changes)


@given(st.lists(blocks(texts | sentences), max_size=6), widths, st.booleans(), st.integers(0, 10**9))
def test_no_line_is_longer_than_the_width_nor_ends_in_a_space(
    content: list[Block], width: int, practice: bool, copy: int
) -> None:
    text = to_text(of(*content, practice=practice, copy=copy), width)
    assert text.endswith("\n") or not text
    for line in text.split("\n"):
        assert len(line) <= width
        assert line == line.rstrip()


@given(sentences, amounts, widths)
def test_a_value_stands_unbroken_at_the_right_edge(label: str, value: str, width: int) -> None:
    lines = to_text(of(Pair(label, value)), width).splitlines()
    assert lines[-1].endswith(value)
    assert len(lines[-1]) == width


@given(st.lists(sentences, max_size=4), widths)
def test_a_word_is_broken_only_where_it_is_too_long(content: list[str], width: int) -> None:
    found = to_text(of(*map(Paragraph, content), language="en"), width).split()
    for text in content:
        for word in text.split():
            if len(word) <= width:
                assert word in found
    assert "".join(found) == "".join(content).replace(" ", "")


@given(st.lists(st.tuples(sentences, sentences, amounts, amounts), min_size=1, max_size=5), widths)
def test_figures_of_a_table_are_never_broken(rows: list[tuple[str, ...]], width: int) -> None:
    columns = (Column("Produit", share=9), Column("État"), Column("Prix", "right"), Column("Total", "right"))
    text = to_text(of(Table(columns, tuple(rows), ("", "", rows[0][2], rows[0][3]))), width)
    for row in rows:
        assert row[2] in text
        assert row[3] in text


@given(codes, texts, widths)
def test_the_data_of_a_code_stand_there_to_the_letter(data: str, caption: str, width: int) -> None:
    lines = to_text(of(Barcode(data, caption)), width).splitlines()
    pieces = [data[at : at + width] for at in range(0, len(data), width)]
    assert lines[-len(pieces) :] == pieces


def test_what_is_drawn_large_or_framed_is_said_in_plain_lines() -> None:
    blocks = (
        Display("A3"),
        Barcode("6A15602676300", "6A 15602 67630 0"),
        Barcode("c-4t9d2k7mx0q3h"),
        Frame("Pièce d’identité obligatoire !"),
        Signature("Signature du facteur"),
    )
    assert to_text(of(*blocks), 24) == (
        "           A3\n"
        "6A 15602 67630 0\n"
        "6A15602676300\n"
        "c-4t9d2k7mx0q3h\n"
        "+----------------------+\n"
        "| Pièce d’identité     |\n"
        "| obligatoire\u202f!        |\n"
        "+----------------------+\n"
        "Signature du facteur\n"
        "+----------------------+\n" + "|                      |\n" * 4 + "+----------------------+\n"
    )
    assert to_text(of(Signature("Signature")), 96).splitlines()[1] == "+" + "-" * 38 + "+"


@given(texts)
def test_tidy_texts_stay_as_they_are(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(texts)
@example("a\u00a0b  c\u202f")
@example("e\u0301 ")
def test_a_sign_that_nobody_sees_changes_nothing(text: str) -> None:
    assert tidy(f"\u200b{text}") == tidy(text)


def test_columns_line_up() -> None:
    table = Table(
        (Column("Produit", "left", 2), Column("Prix", "right", 1)),
        (("Lettre recommandée", "6,11 €"), ("Timbre", "1,52 €")),
        ("Total", "7,63 €"),
    )
    assert to_text(of(table), 24) == (
        "Produit             Prix\n"
        "------------------------\n"
        "Lettre            6,11\u202f€\n"
        "recommandée\n"
        "Timbre            1,52\u202f€\n"
        "------------------------\n"
        "Total             7,63\u202f€\n"
    )


def test_titles_wrap_before_figures_do_and_stand_on_their_rule() -> None:
    columns = (Column("Taux"), Column("Montant TVA", "right"), Column("Prix TTC", "right"))
    table = Table(columns, (("20 %", "16,91 €", "999,99 €"),))
    assert to_text(of(table), 24) == (
        "        Montant\n"
        "Taux        TVA Prix TTC\n"
        "------------------------\n"
        "20\u202f%    16,91\u202f€ 999,99\u202f€\n"
    )
    assert to_text(of(table), 25).splitlines()[:2] == ["Taux Montant TVA Prix TTC", "-" * 25]


def test_titles_stand_beside_one_another() -> None:
    table = Table((Column("x"), Column("y", "right")), (("é" * 12, "1 €"),))
    assert to_text(of(table), 24) == (
        "x                      y\n------------------------\néééééééééééé         1\u202f€\n"
    )


def test_a_table_too_wide_for_its_paper_becomes_pairs() -> None:
    columns = tuple(Column(title, "right") for title in ("HT", "TVA", "TTC"))
    row = ("999\u00a0999,99\u00a0€",) * 3
    lines = to_text(of(Table(columns, (row, row), ("", "", row[0]))), 24).splitlines()
    assert lines[:4] == ["HT          999\u202f999,99\u202f€", *lines[1:3], ""]
    assert lines[-2:] == ["-" * 24, "TTC         999\u202f999,99\u202f€"]


def test_a_date_is_not_broken_for_a_long_word() -> None:
    table = Table(
        (Column("Code"), Column("Échéance"), Column("Prix", "right")), (("x" * 30, "09/12/2026", "1 €"),)
    )
    text = to_text(of(table), 30)
    assert "09/12/2026" in text
    assert "Échéance" in text


def test_french_punctuation_stays_with_its_word() -> None:
    for text, lines in (
        ("Un manteau, dit « cœur »", "Un manteau, dit\n« cœur »\n"),
        ("Il est bien arrivé !", "Il est bien arrivé !\n"),
        ("Il est bien arrivées !", "Il est bien\narrivées !\n"),
        ("Extraordinairement !", "Extraordinairement !\n"),
        ("Extraordinairementé !", "Extraordinairement\né !\n"),
    ):
        assert to_text(of(Paragraph(text)), 20) == french(lines)


def test_practice_stands_first_and_last() -> None:
    lines = to_text(of(Paragraph("x"), practice=True, copy=1)).splitlines()
    assert lines[0].strip() == lines[-1].strip() == PRACTICE_MARK
    assert lines[1].strip() == "DUPLICATA n° 1"
    assert PRACTICE_MARK not in to_text(of(Paragraph("x")))
    assert "DUPLICATA" not in to_text(of(Paragraph("x")))


def test_sheets_begin_with_title_and_name() -> None:
    sheet = Document("z", "Z-2026-0001", "Clôture", "a6", (Paragraph("x"),))
    assert to_text(sheet).splitlines() == ["Clôture — Z-2026-0001", "-" * WIDTHS["a6"], "x"]


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_has_its_width(paper: Paper) -> None:
    lines = to_text(Document("z", "Z-2026-0001", "Clôture", paper, (Rule(),))).splitlines()
    assert lines[-1] == "-" * {"roll80": 42, "roll58": 32, "a6": 48, "a5": 64, "a4": 96}[paper]
    assert (lines[0] == "Clôture — Z-2026-0001") == (paper in {"a6", "a5", "a4"})


def test_a_width_has_to_hold_the_marks() -> None:
    with pytest.raises(ValueError, match="narrower"):
        to_text(of(), NARROWEST - 1)
    assert to_text(of()) == ""


@pytest.mark.parametrize("name", ["ticket", "ticket58", "duplicate", "bordereau", "a6", "label"])
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    ticket, bordereau, label = map(request.getfixturevalue, ("ticket", "bordereau", "label"))
    document = {
        "ticket": ticket(),
        "ticket58": ticket(practice=True, copy=2).on_roll(58),
        "label": label(),
        "duplicate": ticket(practice=True, copy=2),
        "bordereau": bordereau(4),
        "a6": bordereau(3, paper="a6", practice=True),
    }[name]
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_bytes(render(document, "text"))
    assert render(document, "text") == path.read_bytes()
