"""Tables of the export of everything: told as a text, one line and one query each."""

from collections.abc import Iterable
from typing import Any

import pytest

from concierge_desk.exporting.table_texts import specs_of, tables_out
from concierge_desk.exporting.tables import TableField

TITLES = {
    "day": ("date", "Journée", "Date de la journée."),
    "price": ("money?", "Prix", "En euros. Vide : offert."),
    "loan.day": ("date?", "Prêté le", "Jour du prêt."),
}
TEXT = """
prix: Prix. Tous les prix ; les anciens restent. Et leurs jours.
    day, cents AS price
    FROM price ORDER BY day, COALESCE(cents, 0)
prets: Prêts. Ce qui est dehors.
    day FROM loan JOIN tool USING (tool) ORDER BY day
"""


def read(tables: str, columns: str, order: str) -> Any:
    def rows(_store: Any) -> Iterable[tuple[str, ...]]:
        return [(tables, columns, order)]

    return rows


def test_a_table_is_told_by_a_line_and_a_query() -> None:
    prices, loans = tables_out(TITLES, TEXT, read)
    assert prices.spec.name == "prix" and prices.spec.file == "prix.csv" and prices.spec.title == "Prix"
    assert prices.spec.description == "Tous les prix ; les anciens restent. Et leurs jours."
    assert prices.projections == ("price",)
    assert prices.spec.fields == (
        TableField("day", "date", "Journée", "Date de la journée.", required=True),
        TableField("price", "money", "Prix", "En euros. Vide : offert."),
    )
    assert list(prices.rows(None)) == [("price", "day, cents AS price", "day, COALESCE(cents, 0)")]
    assert loans.projections == ("loan", "tool")


def test_a_table_may_mean_something_else_by_a_column() -> None:
    _, loans = tables_out(TITLES, TEXT, read)
    assert loans.spec.fields == (TableField("day", "date", "Prêté le", "Jour du prêt."),)


def test_a_column_without_a_title_is_none() -> None:
    with pytest.raises(KeyError, match="what"):
        tables_out(TITLES, "prix: Prix. Tous.\n    what FROM price ORDER BY what", read)


def test_a_column_in_words_is_titled_by_the_one_whose_codes_it_says() -> None:
    (spec,) = specs_of(TITLES, "prets: Prêts. Dehors.\n    day price price_fr day_fr")
    assert spec.fields[2:] == (
        TableField("price_fr", "string", "Prix, en clair", "En français, ce que dit « price ».", worded=True),
        TableField(
            "day_fr",
            "string",
            "Journée, en clair",
            "En français, ce que dit « day ».",
            required=True,
            worded=True,
        ),
    )
