"""``month``: a month or a fiscal year on the command line, as tables and as one CSV (0079)."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.e2e.driver import Shop

SALE = {
    "do": "till.settle",
    "acts": [{"do": "shop.sell", "article": "CAFE"}, {"do": "relay.sell", "product": "LV_20", "quantity": 2}],
    "payments": [{"means": "card", "cents": 424}],
}


@pytest.fixture(scope="module")
def lived(new_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A day of November, and the first of December that is open."""
    shop = new_shop.copy(tmp_path_factory.mktemp("mois") / "poste")
    lines = [
        {"do": "day.open", "float_cents": 8000},
        {"do": "relay.stock_receive", "product": "LV_20", "quantity": 10},
        SALE,
        {"do": "day.close", "counted_cents": 7900, "gap_reason": "counting_error"},
    ]
    played(shop, lines, "2026-11-25T08:00")
    played(shop, [{"do": "day.open", "confirmed_day": "2026-12-01"}, SALE], "2026-12-01T08:00")
    return shop


def played(shop: Shop, lines: list[dict[str, object]], clock: str) -> None:
    day = clock[8:10]
    told = [
        json.dumps({"op": f"01970000-0000-7000-8000-0000{day}{n:06x}", **line})
        for n, line in enumerate(lines)
    ]
    shop.record("\n".join(told).encode(), "--clock", clock)


def test_a_month_is_told_as_json(lived: Shop) -> None:
    told = lived.run("month", "2026-11", "--json").json
    assert (told["span"], told["closings"], told["final"]) == ("month", ["M-2026-0001"], True)
    assert told["principals"] == [
        {
            "principal": "LAPOSTE",
            "sales_cents": 304,
            "returns_cents": 0,
            "remitted_cents": 0,
            "owed_cents": 304,
        }
    ]
    assert [row["gap_cents"] for row in told["gaps"]] == [-100]
    assert told["days_not_closed"] == ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-30"]


def test_it_is_written_for_the_accountant(lived: Shop, tmp_path: Path) -> None:
    path = tmp_path / "mois.csv"
    assert lived.run("month", "2026-11", "--to", path, "--json").json["path"] == str(path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
    by_code = {(row["section"], row["code"]): row for row in rows}
    assert by_code["sales", "1000"]["amount"] == "1,20"
    assert by_code["principal", "LAPOSTE_owed"]["amount"] == "3,04"
    assert by_code["gap", "Z-2026-0001"] | {"label": "", "net": "", "vat": "", "count": ""} == {
        "section": "gap",
        "code": "Z-2026-0001",
        "label": "",
        "day": "2026-11-25",
        "count": "",
        "net": "",
        "vat": "",
        "amount": "-1,00",
    }
    assert by_code["total", "turnover_perpetual"]["amount"] == "1,20"
    assert ("day_not_closed", "2026-11-30") in by_code


def test_it_is_read_as_tables_and_the_year_goes_on(lived: Shop) -> None:
    text = lived.run("month", "--lang", "fr").out.decode()
    assert text.startswith("novembre\u00a02026 · M-2026-0001")
    assert "Ventes de la conciergerie" in text and "Argent des mandants" in text
    year = lived.run("month", "2026", "--json").json
    assert (year["span"], year["closings"], year["final"]) == ("year", [], False)


def test_what_nobody_closed_is_refused(lived: Shop) -> None:
    done = lived.try_("month", "2025-01", "--json")
    assert done.status == 3 and done.json["refused"]["code"] == "month.unknown"


def test_its_paper_is_there_once_it_is_closed(lived: Shop, tmp_path: Path) -> None:
    told = lived.run("print", "month:2026-11", "--as", "text", "--to", tmp_path / "m.txt", "--json").json
    assert (told["document"], told["copy"]) == ("month:2026-11", 0)
    assert "M-2026-0001" in (tmp_path / "m.txt").read_text("utf-8")
    assert lived.try_("print", "month:2026-12", "--as", "pdf", "--to", tmp_path / "n.pdf").status == 3
