"""What a document may hold."""

import dataclasses
from typing import Any

import pytest

from concierge_desk.domain.document import (
    MAX_TITLE,
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Table,
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
        ("paper", "a5"),
        ("copy", -1),
    ],
)
def test_a_document_is_checked(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"empty or longer|not a paper|not a copy"):
        document(**{field: value})


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
