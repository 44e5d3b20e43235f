"""Lines of a bank's statement are taken in once, and held against what was paid in, taken by card, paid over (0082)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.periods.sheet import PeriodSheet, SheetWords, tables
from concierge_desk.desk import catalogue
from concierge_desk.desk.period_sheets import period_sheet
from concierge_desk.desk.reconciliation import MATCH, Reconciliation, fields_of, reconcile
from concierge_desk.domain.accounting.reconciling import Proposal
from concierge_desk.jobs.period_csv import told_of, write_csv
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, Play, card, cash
from tests.counter.test_partners import faults

DAY = "2026-11-27"


@pytest.fixture
def closed(shop: Play) -> Play:
    """A day of 25 November: 1.20 € by card, 10 € of cash taken to the bank, 3 € paid over by the bank."""
    shop.settle([COFFEE], card(120))
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 2}], cash(304))
    shop.do("till.pay_in", cents=1000)
    shop.do("till.remit", principal="LAPOSTE", cents=300, by="bank")
    shop.close("2026-11-25T18:00", counted_cents=None)
    return shop


def line(cents: int, day: str = DAY, **more: Any) -> dict[str, Any]:
    return {"day": day, "cents": cents, **more}


def take_in(play: Play, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return dict(play.do("bank.import", lines=list(lines), **more).result or {})


def stands(play: Play, account: str = "OWN") -> Reconciliation:
    return play.desk.store.read(lambda rows: reconcile(rows, account))


def accept(play: Play, chosen: Iterable[Proposal]) -> list[dict[str, Any]]:
    return [dict(play.do(MATCH, **fields_of(one)).result or {}) for one in chosen]


def named(found: Reconciliation) -> list[tuple[int, list[str], int]]:
    return [(one.line.cents, [due.name for due in one.of], one.commission_cents) for one in found.proposed]


def expected(play: Play) -> list[tuple[Any, ...]]:
    return play.rows("SELECT ref, part, account, cents FROM bank_due ORDER BY ref, part")


def test_a_day_lets_the_statement_expect_its_money(closed: Play) -> None:
    assert expected(closed) == [
        ("E-2026-0001", "cash", "OWN", 1000),
        ("V-2026-0001", "", "OWN", -300),
        ("Z-2026-0001", "", "OWN", 120),
    ]


def test_each_is_proposed_and_accepted(closed: Play) -> None:
    told = take_in(
        closed, line(1000, label="VERSEMENT ESPECES"), line(-300), line(120), line(-4500, label="LOYER")
    )
    assert told == {"account": "OWN", "new": 4, "known": 0, "from_day": DAY, "until_day": DAY}
    found = stands(closed)
    assert sorted(named(found)) == [
        (-300, ["V-2026-0001"], 0),
        (120, ["Z-2026-0001"], 0),
        (1000, ["E-2026-0001:cash"], 0),
    ]
    assert [one.cents for one in found.unknown] == [-4500]
    accept(closed, found.exact)
    left = stands(closed)
    assert (left.proposed, left.missing, left.waiting) == ((), (), ())
    assert [one.cents for one in left.unknown] == [-4500]
    assert faults(closed) == []
    assert not compare(closed.desk.folder.store, closed.desk.keys.store_key, catalogue.schemas()).differences


def test_what_the_bank_kept_is_told(closed: Play) -> None:
    take_in(closed, line(118))
    found = stands(closed)
    assert named(found) == [(118, ["Z-2026-0001"], 2)] and found.exact == ()
    assert accept(closed, found.proposed) == [{"cents": 118, "expected_cents": 120, "commission_cents": 2}]


def code_of(play: Play, cents: int) -> str:
    ((found,),) = play.rows(f"SELECT line FROM bank_line WHERE cents = {cents}")
    return str(found)


def month(play: Play) -> PeriodSheet:
    settings = play.desk.settings
    return play.desk.store.read(lambda rows: period_sheet(rows, "2026-11", settings))


def refs(play: Play) -> list[tuple[Any, ...]]:
    return play.rows("SELECT ref, part, matched_seq IS NOT NULL FROM bank_due ORDER BY ref, part")


def test_the_same_statement_twice_is_refused_and_a_longer_one_adds_what_is_new(closed: Play) -> None:
    lines = [line(1000, id="F1", label="VERSEMENT"), line(1000, id="F2", label="VERSEMENT")]
    assert take_in(closed, *lines)["new"] == 2
    assert closed.code("bank.import", lines=lines) == "bank.nothing_new"
    told = take_in(closed, *lines, line(120, id="F3"))
    assert (told["new"], told["known"]) == (1, 2)
    # The same lines of a file without ids.
    assert closed.code("bank.import", lines=[line(1000, label="VERST"), line(120)]) == "bank.nothing_new"


def test_the_banks_words_stand_beside_the_journal(closed: Play) -> None:
    """R-4.02: a label may name somebody; the entry holds its ref, the bank's id only as a digest."""
    take_in(closed, line(1500, id="VIR KESSLER 1", label="VIR MME KESSLER 4970 1012 3456 7890 REF 12"))
    told = closed.last("bank.imported").data["lines"][0]
    assert set(told) == {"line", "day", "cents", "id", "label"}
    assert told["id"] != "VIR KESSLER 1" and "KESSLER" not in str(told)
    ((kept, retention),) = closed.rows(f"SELECT text, retention FROM personal WHERE ref = '{told['label']}'")
    assert (retention, kept.startswith("VIR MME KESSLER")) == ("bank.line", True)
    assert "4970" not in kept, "a card's number is written nowhere"


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("VIR 4111 1111 1111 1111 X", "VIR … X"),
        ("  REMISE   CB ", "REMISE CB"),
        ("x" * 400, "x" * 160),
        ("PASSEPORT 12AB34567", "PASSEPORT …AB…"),
        ("CNI BCD1FGH2J", "CNI BCD…FGH…J"),
        ("  ", None),
    ],
)
def test_labels_are_taken_whatever_they_hold(closed: Play, label: str, kept: str | None) -> None:
    take_in(closed, line(1500, label=label))
    found = stands(closed).labels
    said = next(iter(found.values()), None)
    assert said == kept


def test_a_match_by_hand_with_a_difference_is_told(closed: Play) -> None:
    take_in(closed, line(1005), line(-300))
    answer = closed.do("bank.match", lines=code_of(closed, 1005), of="e-2026-0001")
    assert [(one.code, dict(one.params)) for one in answer.warnings] == [("bank.differs", {"gap_cents": 5})]
    assert closed.code("bank.match", lines=[code_of(closed, 1005)]) == "bank.line_matched"
    second = code_of(closed, -300)
    assert closed.code("bank.match", lines=[second], of=["E-2026-0001:cash"]) == "bank.due_matched"
    assert closed.code("bank.match", lines=[second], of=["E-2026-0009"]) == "bank.not_expected"
    assert closed.code("bank.match", lines=["l-000000000000"]) == "bank.line_unknown"
    assert closed.code("bank.match", lines=[second], of=["T-2026-0001"]) == "input.bank_ref"
    assert closed.code("bank.match", lines=[]) == "input.list"


def test_it_is_taken_apart_by_its_line_or_by_undoing_it(closed: Play) -> None:
    take_in(closed, line(1000), line(120))
    cash_line, card_line = code_of(closed, 1000), code_of(closed, 120)
    op = closed.do("bank.match", lines=[cash_line, card_line], of=["E-2026-0001", "Z-2026-0001"]).op
    assert [row[2] for row in refs(closed)] == [1, 0, 1]
    assert closed.do("bank.unmatch", line=card_line).result["lines"] in (
        [cash_line, card_line],
        [card_line, cash_line],
    )  # type: ignore[index]
    assert [row[2] for row in refs(closed)] == [0, 0, 0]
    assert closed.code("bank.unmatch", line=card_line) == "bank.line_open"
    assert closed.code("bank.unmatch", line="l-000000000000") == "bank.line_unknown"
    assert closed.code("journal.reverse", op_of=op, reason="wrong_key") == "bank.line_open"
    again = closed.do("bank.match", lines=[cash_line], of=["E-2026-0001"]).op
    closed.do("journal.reverse", op_of=again, reason="wrong_key")
    assert closed.last("bank.unmatched").data["lines"] == [cash_line]
    assert [row[2] for row in refs(closed)] == [0, 0, 0]
    assert not compare(closed.desk.folder.store, closed.desk.keys.store_key, catalogue.schemas()).differences


def test_a_wrong_file_is_taken_out_again(closed: Play) -> None:
    op = closed.do("bank.import", lines=[line(1000), line(99)]).op
    match = closed.do("bank.match", lines=code_of(closed, 1000), of="E-2026-0001").op
    assert closed.code("journal.reverse", op_of=op, reason="wrong_key") == "bank.lines_matched"
    closed.do("journal.reverse", op_of=match, reason="wrong_key")
    closed.do("journal.reverse", op_of=op, reason="wrong_key")
    assert closed.rows("SELECT count(*) FROM bank_line") == [(0,)]
    assert take_in(closed, line(1000))["new"] == 1


def test_a_sheet_that_is_taken_back_is_expected_no_more(shop: Play) -> None:
    op = shop.do("till.pay_in", cents=1000).op
    moved = shop.do("till.move", direction="out", cents=500, reason="bank").op
    shop.do("till.move", direction="in", cents=300, reason="bank")
    # Cash that is paid over never sees the bank.
    shop.do("till.remit", principal="LAPOSTE", cents=100)
    seqs = [shop.rows(f"SELECT seq FROM bank_due WHERE cents = {cents}")[0][0] for cents in (500, -300)]
    assert expected(shop) == [
        ("E-2026-0001", "cash", "OWN", 1000),
        (f"move:{seqs[0]}", "", "OWN", 500),
        (f"move:{seqs[1]}", "", "OWN", -300),
    ]
    take_in(shop, line(1000, "2026-11-25"), line(500, "2026-11-25"))
    accept(shop, stands(shop).exact)
    for one in (op, moved):
        shop.do("journal.reverse", op_of=one, reason="wrong_key")
    assert [row[0] for row in expected(shop)] == [f"move:{seqs[1]}"]
    # The lines are open again: nobody knows what they are.
    assert [one.cents for one in stands(shop).unknown] and len(stands(shop).unknown) == 2
    assert not compare(shop.desk.folder.store, shop.desk.keys.store_key, catalogue.schemas()).differences


def test_what_did_not_arrive_is_told_after_five_days(closed: Play, tmp_path: Path) -> None:
    assert (stands(closed).missing, stands(closed).waiting) == ((), ()), "no statement tells of these days"
    take_in(closed, line(-1, "2026-11-20"), line(-1, "2026-11-30"))
    found = stands(closed)
    assert [one.name for one in found.waiting] == ["E-2026-0001:cash", "V-2026-0001", "Z-2026-0001"]
    assert found.missing == ()
    assert month(closed).not_arrived == ()
    take_in(closed, line(-1, "2026-12-01"))
    # The treasurer's month names it too, on the page, on paper, as a table.
    assert [(one.ref, one.cents) for one in month(closed).not_arrived] == [
        ("E-2026-0001", 1000), ("V-2026-0001", -300), ("Z-2026-0001", 120),
    ]  # fmt: skip
    titles = [table.title for table in tables(month(closed), SheetWords("fr"))]
    assert "Remis, pas à la banque, à ce jour" in titles
    write_csv(month(closed), {}, tmp_path / "mois.csv")
    rows = (tmp_path / "mois.csv").read_text("utf-8").splitlines()
    assert "not_arrived;E-2026-0001;Espèces remises, E-2026-0001;2026-11-25;;;;10,00" in rows
    assert told_of(month(closed))["not_arrived"][2] == {
        "ref": "Z-2026-0001", "part": "", "day": "2026-11-25", "cents": 120,
    }  # fmt: skip
    assert [one.name for one in stands(closed).missing] == ["E-2026-0001:cash", "V-2026-0001", "Z-2026-0001"]


def test_each_payee_has_an_account_of_its_own(shop: Play) -> None:
    shop.close("2026-11-25T18:00", counted_cents=None)
    shop.do("drawer.set", drawer="POSTE", funds=["MANDATE:LAPOSTE"], payee="LAPOSTE")
    shop.open("2026-11-26T08:00")
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 2}], card(304))
    shop.settle([COFFEE], card(120))
    shop.close("2026-11-26T18:00", counted_cents=None)
    number = shop.last("day.closed").data["number"]
    assert sorted(row for row in expected(shop) if row[0] == number) == [
        (number, "", "LAPOSTE", 304),
        (number, "", "OWN", 120),
    ]
    take_in(shop, line(304), account="laposte")
    take_in(shop, line(120))
    assert [named(stands(shop, account)) for account in ("LAPOSTE", "OWN")] == [
        [(304, [number], 0)],
        [(120, [number], 0)],
    ]
    both = [code_of(shop, 304), code_of(shop, 120)]
    assert shop.code("bank.match", lines=both, of=[number]) == "bank.accounts_differ"
    assert shop.code("bank.import", lines=[line(1)], account="NOBODY") == "till.payee_unknown"
    assert shop.code("bank.import", lines=[line(1, label=5)]) == "input.text"


def test_what_the_terminal_says_is_what_the_bank_brings(shop: Play) -> None:
    shop.settle([COFFEE], card(120))
    shop.close("2026-11-25T18:00", counted_cents=None, card_terminal_cents=130)
    assert [row for row in expected(shop) if row[0].startswith("Z-")] == [("Z-2026-0001", "", "OWN", 130)]
