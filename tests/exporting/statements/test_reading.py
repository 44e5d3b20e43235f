"""Statements of banks are read as banks write them; what is unclear is told, never guessed (0082)."""

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import NotAnAmount
from concierge_desk.exporting.statements.lines import BankStatement, signed_cents
from concierge_desk.exporting.statements.ofx import is_ofx, read_ofx
from concierge_desk.exporting.statements.table import read_table
from tests.exporting.statements.files import AGRICOLE, EXPECTED, ONLINE, POSTALE, SGML, TABLES, XML


def told(statement: BankStatement) -> tuple[tuple[str, int, str | None], ...]:
    return tuple((line.day, line.cents, line.label) for line in statement.lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_every_bank(name: str, encoding: str, end: str) -> None:
    statement = read_table(TABLES[name].replace("\n", end).encode(encoding))
    assert told(statement) == EXPECTED
    assert (statement.from_day, statement.until_day) == ("2026-11-26", "2026-11-27")


@pytest.mark.parametrize(
    "data", [SGML.encode("cp1252"), SGML.encode(), XML.encode(), SGML.lower().encode("cp1252")]
)
def test_ofx_of_both_kinds(data: bytes) -> None:
    assert is_ofx(data)
    statement = read_ofx(data)
    assert [(day, cents, (label or "").upper()) for day, cents, label in told(statement)] == list(EXPECTED)
    assert [line.id for line in statement.lines] == ["2026112700001", "2026112700002", "2026112600001"]


def test_a_header_that_no_reader_knows_is_no_matter() -> None:
    data = SGML.replace("VERSION:102", "VERSION:1O2 ?").replace("ENCODING:USASCII", "ENCODING:UTF-8").encode()
    assert told(read_ofx(data)) == EXPECTED


def test_a_table_is_no_ofx() -> None:
    assert not is_ofx(AGRICOLE.encode())


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,56", 123456), ("-1.234,56", -123456), ("1,234.56", 123456), ("12.5", 1250), ("+8", 800),
        ("50,00-", -5000), ("−3,20 €", -320), ("1\u202f000,00 EUR", 100000), ("-45.0000", -4500), ("0,05", 5),
        ("1.234.567,89", 123456789),
    ],
)  # fmt: skip
def test_amounts(text: str, cents: int) -> None:
    assert signed_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["", "1.234", "1,2345", "--5", "-5-", "12,345", "abc", "1e5", "٣", "1234567890123"]
)
def test_what_is_no_amount_or_could_be_read_in_two_ways(text: str) -> None:
    with pytest.raises(NotAnAmount):
        signed_cents(text)


def refused(data: str, *, ofx: bool = False) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as found:
        (read_ofx if ofx else read_table)(data.encode())
    return found.value.code, dict(found.value.params)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "bank.file_columns"),
        ("27/11/2026;;VIR;12,00\n", "bank.file_columns"),
        ("Date;Libellé;Solde\n27/11/2026;VIR;12,00\n", "bank.file_columns"),
        ("Date;Libellé;Montant\n", "bank.file_nothing"),
        ("Date;Libellé;Montant;Devise\n27/11/2026;VIR;12,00;USD\n", "bank.file_currency"),
        ("Date;Montant\n\0", "bank.file_unreadable"),
        ("Date;Montant\n27/11/2026;" + "1" * 3000 + "\n", "bank.file_unreadable"),
    ],
)
def test_tables_that_are_refused(data: str, code: str) -> None:
    assert refused(data)[0] == code


def test_a_cell_is_told_with_its_line() -> None:
    assert refused(POSTALE.replace("118,50", "118,5O")) == (
        "bank.file_amount",
        {"line": 7, "value": "118,5O"},
    )
    wrong = ONLINE.replace("2026-11-26;2026-11-26", "26 nov.;26 nov.")
    assert refused(wrong) == ("bank.file_day", {"line": 4, "value": "26 nov."})
    assert refused(ONLINE.replace("2026-11-26;", "2026-02-30;"))[0] == "bank.file_day"


def test_the_month_first_where_nothing_else_can_be_meant() -> None:
    american = read_table(b"Date,Description,Amount\n11/27/2026,CASH,10.00\n11/03/2026,CARD,5.00\n")
    assert [line.day for line in american.lines] == ["2026-11-27", "2026-11-03"]
    french = read_table(b"Date;Montant\n03/11/2026;10,00\n04.11.26;5,00\n")
    assert [line.day for line in french.lines] == ["2026-11-03", "2026-11-04"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SGML.replace("<CURDEF>EUR", "<CURDEF>CHF"), "bank.file_currency"),
        (
            SGML.replace("</BANKTRANLIST>", "</BANKTRANLIST><BANKACCTTO><ACCTID>2</BANKACCTTO>"),
            "bank.file_accounts",
        ),
        (SGML.replace("20261126", "2026112"), "bank.file_day"),
        (SGML.replace("20261126<", "20261326<"), "bank.file_day"),
        (SGML.replace("-45.0000", "-45.0.0"), "bank.file_amount"),
        ("<OFX><STMTRS></STMTRS></OFX>", "bank.file_nothing"),
        ("nothing", "bank.file_unreadable"),
        ("<OFX><STMTTRN><TRNAMT>1</STMTTRN> tail text <NAME", "bank.file_unreadable"),
    ],
)
def test_ofx_that_is_refused(data: str, code: str) -> None:
    assert refused(data, ofx=True)[0] == code
