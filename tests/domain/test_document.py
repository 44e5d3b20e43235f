"""What a document may hold."""

import dataclasses
from typing import Any

import pytest

from concierge_desk.domain.document import (
    LEAST_LINE_MM,
    MAX_CODE,
    MAX_TITLE,
    PAPERS,
    SIZES,
    Barcode,
    Block,
    Column,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    RuledLines,
    Signature,
    Table,
    grouped,
)

CONTROLS = ("\n", "\t", "\0", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ud800")


def document(**changes: Any) -> Document:
    plain = Document("ticket", "T-2026-000001", "Ticket", "roll80", (Heading("Ampère"), Rule(), Gap()))
    return dataclasses.replace(plain, **changes)


@pytest.mark.parametrize("bad", CONTROLS)
def test_no_text_holds_a_control_character(bad: str) -> None:
    text = f"a{bad}b"
    column = Column("x")
    makers = (
        lambda: Heading(text),
        lambda: Paragraph(text),
        lambda: Frame(text),
        lambda: Display(text),
        lambda: Barcode(text),
        lambda: Barcode("c-1", text),
        lambda: Signature(text),
        lambda: Signature("Client", text),
        lambda: Pair(text, ""),
        lambda: Pair("", text),
        lambda: Column(text),
        lambda: Table((column,), ((text,),)),
        lambda: Table((column,), (), (text,)),
        *(lambda field=field: document(**{field: text}) for field in ("kind", "name", "title", "language")),
    )
    for make in makers:
        with pytest.raises(ValueError, match="control character"):
            make()


def test_texts_of_the_trade_are_accepted() -> None:
    for text in ("", "Mme Kessler", "999\u202f999,99\u00a0€", "« œuf » n° 1", "Nguyễn", "–−—’"):
        assert Paragraph(text).text == text


def test_sizes_are_three() -> None:
    for size in SIZES:
        assert Paragraph("a", size=size).size == Frame("a", size=size).size == Pair("", "", size=size).size
    makers = (
        lambda: Paragraph("a", size="huge"),  # type: ignore[arg-type]
        lambda: Frame("a", size="huge"),  # type: ignore[arg-type]
        lambda: Pair("a", "b", size="huge"),  # type: ignore[arg-type]
    )
    for make in makers:
        with pytest.raises(ValueError, match="not a size: 'huge'"):
            make()


@pytest.mark.parametrize("text", ["", " ", "\u00a0"])
def test_a_display_shows_something(text: str) -> None:
    with pytest.raises(ValueError, match="nothing to show"):
        Display(text)


@pytest.mark.parametrize("data", ["", " ", "a ", " a", "é", "x" * (MAX_CODE + 1), "１"])
def test_a_code_holds_what_every_scanner_reads(data: str) -> None:
    with pytest.raises(ValueError, match="not the data of a printed code"):
        Barcode(data)


def test_a_code_is_always_spelt_out() -> None:
    assert Barcode("x" * MAX_CODE).data == "x" * MAX_CODE
    assert Barcode("7").captions == ("7",)
    assert Barcode("6A15602676300", "6A 15602 67630 0").captions == ("6A 15602 67630 0",)
    assert Barcode("A 1", "A1").captions == ("A1",)
    assert Barcode("c-4t9d2k7mx0q3h").captions == ("c-4t9d 2k7m x0q3 h",)
    assert Barcode("B-2026-0001", "Bon").captions == ("Bon", "B-2026-0001")
    assert Barcode("B-2026-0001", " ").captions == ("B-2026-0001",)


@pytest.mark.parametrize(
    ("code", "read_out"),
    [
        ("T-2026-000124", "T-2026-000124"),
        ("T-2026-B-000124", "T-2026-B-000124"),
        ("c-4t9d2k7mx0q3h", "c-4t9d 2k7m x0q3 h"),
        ("3760001234567", "3760 0012 3456 7"),
        ("1234567", "1234 567"),
        ("6A 15602 67630 0", "6A 15602 67630 0"),
    ],
)
def test_codes_are_read_out_in_groups(code: str, read_out: str) -> None:
    assert grouped(code) == read_out


def test_a_roll_can_be_narrower_and_a_sheet_stays_a_sheet() -> None:
    ticket = document(copy=2)
    assert ticket.on_roll(58) == document(copy=2, paper="roll58")
    assert ticket.on_roll(58).on_roll(80) == ticket
    for paper in PAPERS[2:]:
        sheet = document(paper=paper)
        assert sheet.on_roll(58) is sheet
    for odd in (57, 0, 81):
        with pytest.raises(ValueError, match=f"not the width of a roll: {odd}"):
            document(paper="a4").on_roll(odd)


def test_a_table_is_rectangular() -> None:
    columns = (Column("a"), Column("b", "right", 2))
    assert Table(columns, ()).total is None
    assert Table(columns, (("1", "2"),), ("", "2")).rows == (("1", "2"),)
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        Table(columns, (("1", "2"), ("1",)))
    with pytest.raises(ValueError, match="3 cells under 2 columns"):
        Table(columns, (), ("1", "2", "3"))
    with pytest.raises(ValueError, match="0 cells under 2 columns"):
        Table(columns, (), ())
    with pytest.raises(ValueError, match="needs a column"):
        Table((), ())


def test_a_column_knows_its_side_and_share() -> None:
    with pytest.raises(ValueError, match="not an alignment"):
        Column("a", "centre")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not a share"):
        Column("a", "left", 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", ""),
        ("name", ""),
        ("title", ""),
        ("language", ""),
        ("title", "x" * (MAX_TITLE + 1)),
        ("paper", "a3"),
        ("copy", -1),
    ],
)
def test_a_document_is_checked(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"empty or longer|not a paper|not a copy"):
        document(**{field: value})


def test_a_title_is_one_character_long_or_two_hundred() -> None:
    for title in ("T", "x" * MAX_TITLE):
        assert document(title=title).title == title


def test_the_original_is_not_marked_and_duplicates_are_numbered() -> None:
    assert document().duplicate_mark is None
    assert document(copy=1).duplicate_mark == "DUPLICATA n° 1"
    assert document(copy=12).duplicate_mark == "DUPLICATA n° 12"


def test_the_name_stands_once_in_the_heading() -> None:
    assert document().heading == "Ticket — T-2026-000001"
    assert document(title="Ticket T-2026-000001 du jour").heading == "Ticket T-2026-000001 du jour"


def test_documents_are_values() -> None:
    first, second = document(), document()
    assert first == second
    assert hash(first) == hash(second)
    block: Block = Gap()
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.copy = 1  # type: ignore[misc]
    assert block == Gap()


@pytest.mark.parametrize("blank", ["", " ", "\N{NO-BREAK SPACE}"])
def test_what_is_shown_large_is_something(blank: str) -> None:
    with pytest.raises(ValueError, match="nothing to show"):
        Display(blank)


@pytest.mark.parametrize("ending", [-1, 4])
def test_no_more_blocks_stay_together_than_there_are(ending: int) -> None:
    with pytest.raises(ValueError, match="not an ending"):
        document(ending=ending)
    assert document(ending=3).ending == 3


@pytest.mark.parametrize("pages", [0, -1])
def test_a_document_has_a_page_at_least(pages: int) -> None:
    assert document(most_pages=1).most_pages == 1
    with pytest.raises(ValueError, match=f"not a number of pages: {pages}"):
        document(most_pages=pages)


def test_lines_to_write_on_leave_room_for_a_hand_and_a_scanner() -> None:
    columns = (Column("What"), Column("How much", "right", 2))
    assert RuledLines(columns, ("CD-1", "CD-2"), LEAST_LINE_MM).entries == 1
    assert RuledLines(columns, (), entries=3).height_mm > LEAST_LINE_MM
    with pytest.raises(ValueError, match="lines need a column"):
        RuledLines((), ("CD-1",))
    with pytest.raises(ValueError, match="nobody writes on that: 11 mm, 1 entries"):
        RuledLines(columns, ("CD-1",), LEAST_LINE_MM - 1)
    with pytest.raises(ValueError, match="nobody writes on that: 16 mm, 0 entries"):
        RuledLines(columns, ("CD-1",), entries=0)
    for unreadable in ("", "é", "x" * (MAX_CODE + 1)):
        with pytest.raises(ValueError, match="not the data of a printed code"):
            RuledLines(columns, ("CD-1", unreadable))
