"""What La Poste pays for a month: the worked example to the cent, and the same reckoned from the rows of its daily file."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.pay.reckoning import rounded
from concierge_desk.services.relay.model.pay.sheet import read_statement
from concierge_desk.services.relay.tables import pay
from tests.counter.desks import Desks, Play, cash
from tests.services.relay_desk import PARCEL, SEEN, own, rebuilt, receive, table, take_back

REAL_DAY = Path(__file__).parents[3] / "data" / "real-day" / "day.jsonl"
SINCE = {"valid_from": "2026-11-01", "source": "contract, clause 4"}
FIXED = {"code": "FIXED", "basis": "month", "cents": 39100, **SINCE}
STAMPS = {"code": "STAMPS", "basis": "per_mille", "of": "stamps", "per_mille": 30, **SINCE}
FRANKING = {"code": "FRANKING", "basis": "per_mille", "of": "franking", "per_mille": 25, **SINCE}
HANDED = {"code": "HANDED", "basis": "act", "of": "handed_over", "cents": 15, **SINCE}
RETURNS = {"code": "RETURNS", "basis": "act", "of": "deposited_prepaid_return", "cents": 20, **SINCE}
ROWS = [FIXED, STAMPS, FRANKING, HANDED, RETURNS]


def set_pay(play: Play, *rows: dict[str, Any], principal: str = "LAPOSTE") -> Any:
    return play.do("relay.set_pay", principal=principal, rows=list(rows))


def note(play: Play, lines: Any, month: str = "2026-11", **more: Any) -> dict[str, Any]:
    return dict(play.do("relay.note_statement", principal="LAPOSTE", month=month, lines=lines, **more).result)


def expected(play: Play, month: str = "2026-11") -> Any:
    return play.desk.store.read(lambda rows: pay.expected(rows, "LAPOSTE", month))


@pytest.fixture
def lived(desks: Desks) -> Any:
    """The real day, closed."""
    with desks.desk() as play:
        for line in REAL_DAY.read_text("utf-8").splitlines():
            assert play.counter.execute(json.loads(line)).refused is None
        yield play


def test_the_worked_example(lived: Play) -> None:
    set_pay(lived, *ROWS)
    lines = {line.row.code: line for line in expected(lived).lines}
    assert {code: line.cents for code, line in lines.items()} == {
        "FIXED": 39100,
        "STAMPS": 328,
        "FRANKING": 499,
        "HANDED": 60,
        "RETURNS": 20,
    }
    assert (lines["STAMPS"].base_cents, lines["FRANKING"].base_cents) == (10927, 19951)
    theirs = {"FIXED": 39100, "STAMPS": 328, "FRANKING": 484, "HANDED": 45, "RETURNS": 20}
    answer = lived.do(
        "relay.note_statement",
        principal="LAPOSTE",
        month="2026-11",
        lines=[{"code": code, "cents": cents} for code, cents in theirs.items()],
    )
    assert answer.result == {
        "ht_cents": 40007,
        "vat_cents": 8001,
        "ttc_cents": 48008,
        "differences": [
            {"code": "FRANKING", "expected_cents": 499, "cents": 484},
            {"code": "HANDED", "expected_cents": 60, "cents": 45},
        ],
    }
    assert [warned.code for warned in answer.warnings] == ["relay.month_open"]
    # Behind each line stand its acts: they come to it.
    assert sum(act.cents for act in lines["FRANKING"].acts) == 19951
    assert [act.count for act in lines["HANDED"].acts] == [1, 1, 1, 1]
    rebuilt(lived)


def test_a_statement_that_differs_in_three_lines(lived: Play) -> None:
    set_pay(lived, *ROWS)
    told = note(lived, {"FIXED": 39100, "STAMPS": 328, "FRANKING": 484, "HANDED": 60, "BONUS": 500})
    assert told["differences"] == [
        {"code": "FRANKING", "expected_cents": 499, "cents": 484},
        {"code": "RETURNS", "expected_cents": 20, "cents": 0},
        {"code": "BONUS", "expected_cents": 0, "cents": 500},
    ]
    # One more is one line more, and a statement noted again takes the place of the first.
    told = note(lived, {"FIXED": 39100}, more={"code": "bonus", "count": 2, "cents": 500})
    assert [row["code"] for row in told["differences"]] == [
        "FRANKING",
        "STAMPS",
        "HANDED",
        "RETURNS",
        "BONUS",
    ]
    kept = lived.desk.store.read(lambda rows: pay.statement(rows, "LAPOSTE", "2026-11"))
    assert [(line.code, line.count, line.cents) for line in kept] == [
        ("BONUS", 2, 500),
        ("FIXED", None, 39100),
    ]
    rebuilt(lived)


def test_without_tax_in_the_base(shop: Play) -> None:
    shop.do("tariff.set_price", product="EMB_L", cents=333, vat_code="TVA_20")
    shop.settle([{"do": "relay.sell", "product": "EMB_L", "quantity": 3}], cash(2000))
    set_pay(
        shop,
        {**STAMPS, "code": "HT", "of": "packaging", "per_mille": 100, "base": "ht"},
        {**STAMPS, "code": "TTC", "of": "packaging", "per_mille": 100},
        STAMPS,
    )
    # 9.99 with 20 % is 8.325 without: a tenth of it is 0.8325, of the whole 0.999.
    assert expected(shop).by_code == {"HT": 83, "STAMPS": 0, "TTC": 100}


def test_the_rate_of_the_day_of_each_act(shop: Play) -> None:
    cheap = {**HANDED, "valid_to": "2026-11-25"}
    dear = {**HANDED, "cents": 40, "valid_from": "2026-11-26"}
    set_pay(
        shop,
        cheap,
        dear,
        {**FIXED, "valid_to": "2026-11-29"},
        {**FIXED, "code": "OTHER", "valid_to": "2026-11-30"},
    )
    receive(shop)
    first = shop.do("relay.hand_over", tracking=PARCEL, **SEEN).op
    assert expected(shop).by_code == {"HANDED": 15, "OTHER": 39100}
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00", confirmed_day="2026-11-26", float_cents=8000)
    receive(shop, "6A15602683841")
    shop.do("relay.hand_over", tracking="6A15602683841", **SEEN)
    assert expected(shop).by_code["HANDED"] == 15 + 40
    # What was done under the old row is taken back under it, on whatever day.
    take_back(shop, first)
    assert expected(shop).by_code["HANDED"] == 40
    assert [line.cents for line in expected(shop).lines if line.row.code == "HANDED"] == [0, 40]


def test_what_is_taken_back_in_the_next_month_counts_there(shop: Play) -> None:
    set_pay(shop, HANDED)
    receive(shop)
    op = shop.do("relay.hand_over", tracking=PARCEL, **SEEN).op
    shop.close(counted_cents=8000)
    shop.open("2026-12-01T08:00", confirmed_day="2026-12-01", float_cents=8000)
    take_back(shop, op)
    assert expected(shop).by_code == {"HANDED": 15}
    december = expected(shop, "2026-12")
    assert december.by_code == {"HANDED": -15}
    assert (december.ht_cents, december.vat_cents, december.ttc_cents) == (-15, -3, -18)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{**FIXED, "of": "stamps"}], "relay.pay_row"),
        ([{**FIXED, "per_mille": 3}], "relay.pay_row"),
        ([{**FIXED, "base": "ht"}], "relay.pay_row"),
        ([{**STAMPS, "of": "handed_over"}], "relay.pay_row"),
        ([{**STAMPS, "per_mille": None}], "relay.pay_row"),
        ([{**STAMPS, "cents": 5}], "relay.pay_row"),
        ([{**HANDED, "of": None}], "relay.pay_row"),
        ([{**HANDED, "of": "franking"}], "relay.pay_row"),
        ([{**FIXED, "valid_to": "2026-10-31"}], "relay.period_reversed"),
        ([FIXED, FIXED], "relay.pay_overlap"),
        ([FIXED, {**FIXED, "valid_from": "2026-12-01"}], "relay.pay_overlap"),
        ([{**FIXED, "valid_to": "2026-12-01"}, {**FIXED, "valid_from": "2026-12-01"}], "relay.pay_overlap"),
        ([{**HANDED, "of": "smiles"}], "input.choice"),
        ([{**FIXED, "cents": -1}], "input.bounds"),
        ([{**STAMPS, "per_mille": 1001}], "input.bounds"),
        ([{key: value for key, value in FIXED.items() if key != "source"}], "input.missing"),
        ([], "input.list"),
    ],
)
def test_rows_that_nobody_takes(shop: Play, rows: list[dict[str, Any]], code: str) -> None:
    assert shop.code("relay.set_pay", principal="LAPOSTE", rows=rows) == code


def test_who_pays_and_when(shop: Play) -> None:
    assert shop.code("relay.set_pay", principal="NOBODY", rows=FIXED) == "relay.principal_unknown"
    asked = {"principal": "LAPOSTE", "month": "2026-11", "lines": {"FIXED": 1}}
    assert shop.code("relay.note_statement", **{**asked, "principal": "NOBODY"}) == "relay.principal_unknown"
    for month in ("2026-13", "26-11", "2026-11-01", 202611):
        assert shop.code("relay.note_statement", **{**asked, "month": month}) == "input.month"
    assert shop.code("relay.note_statement", **{**asked, "lines": []}) == "relay.statement_nothing"
    twice = [{"code": "FIXED", "cents": 1}, {"code": "fixed", "cents": 2}]
    assert shop.code("relay.note_statement", **{**asked, "lines": twice}) == "relay.row_twice"
    assert shop.warned("relay.note_statement", **{**asked, "month": "2026-10"}) == []
    # No rate of the VAT is known of those days.
    assert shop.code("relay.note_statement", **{**asked, "month": "2009-12"}) == "vat.unknown"
    assert shop.warned("relay.note_statement", **asked) == ["relay.month_open"]


def test_a_row_gets_its_end_and_another_follows(shop: Play) -> None:
    set_pay(shop, FIXED)
    later = {**FIXED, "cents": 40000, "valid_from": "2027-01-01"}
    assert shop.code("relay.set_pay", principal="LAPOSTE", rows=later) == "relay.pay_overlap"
    set_pay(shop, {**FIXED, "valid_to": "2026-12-31"}, later)
    assert [expected(shop, month).by_code for month in ("2026-10", "2026-12", "2027-01")] == [
        {},
        {"FIXED": 39100},
        {"FIXED": 40000},
    ]
    # Another principal's rows are his own.
    set_pay(shop, later, principal="DPD")


def test_rows_are_taken_back_while_nothing_else_was_said(shop: Play) -> None:
    first = set_pay(shop, FIXED).op
    ended = set_pay(shop, {**FIXED, "valid_to": "2026-12-31"}).op
    later = set_pay(shop, {**FIXED, "cents": 40000, "valid_from": "2027-01-01"}).op
    assert shop.code("journal.reverse", op_of=first, reason="wrong_key") == "relay.changed_since"
    assert shop.code("journal.reverse", op_of=ended, reason="wrong_key") == "relay.pay_overlap"
    take_back(shop, later)
    assert expected(shop, "2027-01").by_code == {}
    take_back(shop, ended)
    assert expected(shop, "2027-01").by_code == {"FIXED": 39100}
    rebuilt(shop)
    noted = shop.do("relay.note_statement", principal="LAPOSTE", month="2026-11", lines={"FIXED": 1}).op
    assert shop.code("journal.reverse", op_of=noted, reason="wrong_key") == "relay.note_again"


ACT = st.sampled_from(
    ["stamps", "abroad", "frank", "refund", "receive", "hand", "undo", "letters", "returns"]
)
RATE = st.integers(0, 1000)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    days=st.lists(st.lists(ACT, max_size=9), min_size=1, max_size=3), rates=st.tuples(RATE, RATE, RATE, RATE)
)
def test_the_same_from_the_rows_of_the_daily_file(
    desks: Desks, days: list[list[str]], rates: tuple[int, int, int, int]
) -> None:
    """Random days: what the entries come to is what a clerk adds up from the CSVs that La Poste gets, day by day."""
    with ExitStack() as lent:
        play = lent.enter_context(desks.desk())
        rows = [
            FIXED,
            {**STAMPS, "per_mille": rates[0]},
            {**FRANKING, "per_mille": rates[1]},
            {**HANDED, "cents": rates[2]},
            {**HANDED, "code": "LETTERS", "of": "deposited_letter", "cents": rates[3]},
            {**HANDED, "code": "RETURNED", "of": "returned", "cents": rates[3]},
            {**HANDED, "code": "RECEIVED", "of": "received", "cents": rates[2]},
        ]
        set_pay(play, *rows)
        book = Clerk()
        for place, acts in enumerate(days):
            day = date(2026, 11, 25 + place).isoformat()
            play.open(f"{day}T08:00", confirmed_day=day, float_cents=0)
            live(play, acts, place)
            play.close(counted_cents=play.status()["cash"]["expected_cents"])
            book.add(table(play, "operations"), table(play, "custody"))
        assert expected(play).by_code == book.pays(rates)
        lines = [{"code": code, "cents": cents} for code, cents in book.pays(rates).items()]
        assert note(play, lines)["differences"] == []
        assert len(own(play)) > 0
        rebuilt(play)


def live(play: Play, acts: Sequence[str], day: int) -> None:
    """Play what is drawn; what cannot be done then is left out."""
    last: dict[str, str | None] = {}
    for place, act in enumerate(acts):
        number = f"8L000{day}{place:02d}54333"
        if act in {"stamps", "abroad", "frank"}:
            sold = {
                "stamps": {"do": "relay.sell", "product": "LV_20", "quantity": place + 1},
                "abroad": {"do": "relay.sell", "product": "LI_20", "quantity": 1},
                "frank": {"do": "relay.frank", "product": "COL", "weight_g": 250 + place},
            }[act]
            play.settle([sold], cash(20_000))
            last["ticket"] = str(play.last("till.settled").data["ticket"])
        elif act == "refund" and last.get("ticket"):
            ticket = last.pop("ticket")
            play.ask("till.refund", ticket=ticket, lines=[{"line": 1, "quantity": 1}], reason="changed_mind")
        elif act == "receive":
            receive(play, number, carrier="colissimo")
            last["item"] = number
        elif act == "hand" and last.get("item"):
            last["op"] = play.do("relay.hand_over", tracking=last.pop("item"), **SEEN).op
        elif act == "undo" and last.get("op"):
            take_back(play, last.pop("op"))
        elif act == "letters":
            last["op"] = play.do("relay.deposit", kind="letter", count=place + 2).op
        elif act == "returns" and last.get("item"):
            item = last.pop("item")
            play.do("relay.refuse", tracking=item, reason="refused_by_addressee")
            play.ask("relay.hand_to_postman", what="returns")


class Clerk:
    """Adds up rows of the daily files, in euros."""

    def __init__(self) -> None:
        self.sold = {"vente": Decimal(0), "affranchissement": Decimal(0)}
        self.moved = dict.fromkeys(("remise", "arrivee", "retour", "depot"), 0)

    def add(self, operations: list[dict[str, Any]], custody: list[dict[str, Any]]) -> None:
        for row in operations:
            if row["operation"] in self.sold:
                self.sold[row["operation"]] += Decimal(row["amount"]) / 100
            elif row["operation"] == "depot" and row["product"] == "letter":
                self.moved["depot"] += row["quantity"]
        for row in custody:
            word = row["movement"]
            if word in self.moved:
                self.moved[word] += 1
            elif word == "reprise":
                self.moved["retour"] -= 1
            elif word.removeprefix("annulation_") in self.moved:
                self.moved[word.removeprefix("annulation_")] -= 1

    def pays(self, rates: tuple[int, int, int, int]) -> dict[str, int]:
        def part(euros: Decimal, per_mille: int) -> int:
            return int((euros * per_mille / 10).quantize(Decimal(1), ROUND_HALF_UP))

        return {
            "FIXED": 39100,
            "FRANKING": part(self.sold["affranchissement"], rates[1]),
            "STAMPS": part(self.sold["vente"], rates[0]),
            "HANDED": self.moved["remise"] * rates[2],
            "LETTERS": self.moved["depot"] * rates[3],
            "RECEIVED": self.moved["arrivee"] * rates[2],
            "RETURNED": self.moved["retour"] * rates[3],
        }


@given(cents=st.integers(-(10**9), 10**9), rate=st.integers(0, 10_000))
def test_half_a_cent_goes_away_from_nought(cents: int, rate: int) -> None:
    from fractions import Fraction

    exact = Decimal(cents) * rate / 1000
    assert rounded(Fraction(cents * rate, 1000)) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("code;count;cents\nFIXED;;39100\nHANDED;3;45\n", [("FIXED", None, 39100), ("HANDED", 3, 45)]),
        ("Code,Nombre,Montant HT\nFIXED,,391.00\n", [("FIXED", None, 39100)]),
        ("code;libellé;montant\r\nX;Timbres;-3,28 €\r\n;;\r\n", [("X", None, -328)]),
    ],
)
def test_their_file(text: str, lines: list[tuple[str, int | None, int]]) -> None:
    read = read_statement(text.encode("utf-8-sig"))
    assert [(line["code"], line.get("count"), line["cents"]) for line in read] == lines


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "relay.statement_nothing", None),
        (b"code;cents\n", "relay.statement_nothing", None),
        (b"code;count\nX;1\n", "tariff.sheet_columns", None),
        (b"code;code;cents\nX;Y;1\n", "tariff.sheet_column", None),
        (b"code;cents\n;1\n", "tariff.sheet_empty", 2),
        (b"code;cents\nX\n", "tariff.sheet_empty", 2),
        (b"code;cents\nX;1\nY;1,5\n", "tariff.sheet_cell", 3),
        (b"code;montant\nX;a lot\n", "tariff.sheet_cell", 2),
        (b"code;count;cents\nX;-;1\n", "tariff.sheet_cell", 2),
        (b"\0\1", "tariff.sheet_unreadable", None),
    ],
)
def test_files_that_are_none(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(Refused) as caught:
        read_statement(data)
    assert (caught.value.code, caught.value.params.get("line")) == (code, line)
