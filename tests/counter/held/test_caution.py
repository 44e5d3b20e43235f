"""Cautions at a real desk: money in the drawer that is somebody's, a cheque in the safe (0084)."""

from typing import Any

import pytest

from concierge_desk.store.held import things
from concierge_desk.store.privacy import periods
from tests.counter.desks import COFFEE, Play, card, cash, cheque
from tests.counter.held.neighbours import KESSLER, with_neighbours

LOAN = "L-2026-000001"
WHO = {"name": "Mme Kessler", "phone": "06 12 34 56 78"}
CASH_IT = {"do": "caution.cash", "of": LOAN}
TAKE = {"do": "caution.take", "of": LOAN, "who": WHO, "cents": 5000}


@pytest.fixture
def desk(shop: Play) -> Play:
    with_neighbours(shop)
    return shop


def open_cautions(play: Play) -> list[tuple[str, str, int, str]]:
    found = play.desk.store.read(things.open_cautions)
    return [(one.of or "", one.kept, one.left_cents, one.state) for one in found]


def code(play: Play) -> str:
    return str(play.last("caution.taken").data["caution"])


def test_a_caution_is_money_that_is_held(desk: Play) -> None:
    answer = desk.settle([TAKE], cash(5000))
    assert answer.result is not None
    (line,) = answer.result["lines"]
    assert line == {"cents": 5000, "caution": code(desk), "of": LOAN, "kept": "money"}
    assert open_cautions(desk) == [(LOAN, "money", 5000, "open")]


def test_whose_it_is_stands_beside(desk: Play) -> None:
    desk.settle([TAKE], cash(5000))
    data = desk.last("caution.taken").data
    assert desk.personal(data["party"]) == "Mme Kessler · 06 12 34 56 78"
    assert desk.rows("SELECT * FROM party_link") == []


def test_a_card_is_a_link(desk: Play) -> None:
    desk.settle([{**TAKE, "who": {"card": KESSLER}}], cash(5000))
    party = desk.last("caution.taken").data["party"]
    assert desk.rows("SELECT ref, person FROM party_link") == [(party, "person-1")]
    assert desk.personal(party) is None


def test_a_kept_cheque_stands_alone(desk: Play) -> None:
    told = {name: said for name, said in TAKE.items() if name != "do"}
    answer = desk.do("caution.take", **told, cheque={"bank": "LBP", "number": "42"})
    assert answer.result == {"caution": code(desk), "of": LOAN, "kept": "cheque", "cents": 5000}
    assert desk.rows("SELECT count(*) FROM ticket") == [(0,)]
    assert open_cautions(desk) == [(LOAN, "cheque", 5000, "kept")]
    assert desk.personal(desk.last("caution.taken").data["beside"]) == "42"
    assert desk.code("caution.return", of=LOAN, cents=1000) == "caution.cash_first"
    back = desk.do("caution.return", of=LOAN)
    assert back.result == {"caution": code(desk), "cents": 5000, "left_cents": 0}
    assert open_cautions(desk) == []
    assert desk.code("caution.return", of=LOAN) == "caution.over"


def test_money_does_not_stand_alone(desk: Play) -> None:
    told = {name: said for name, said in TAKE.items() if name != "do"}
    assert desk.code("caution.take", **told) == "till.charged_act"


def test_a_kept_cheque_is_cashed(desk: Play) -> None:
    desk.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={"bank": "LBP", "number": "42"})
    beside = desk.last("caution.taken").data["beside"]
    answer = desk.settle([CASH_IT], cheque(5000))
    assert answer.result is not None and answer.result["due_cents"] == 5000
    assert open_cautions(desk) == [(LOAN, "money", 5000, "open")]
    (row,) = desk.last("till.settled").data["payments"]
    assert (row["bank"], row["ref"]) == ("LBP", beside)
    assert desk.rows("SELECT cents, bank, ref, state FROM cheque") == [(5000, "LBP", beside, "here")]
    assert desk.code("till.settle", acts=[CASH_IT], payments=[cheque(5000)]) == "caution.not_a_cheque"


@pytest.mark.parametrize(
    ("more", "payments"),
    [
        ([], [cash(5000)]),
        ([], [card(5000)]),
        ([], []),
        ([], [cheque(3000), cash(2000)]),
        ([], [cheque(2500), cheque(2500)]),
        ([COFFEE], [cash(5120)]),
        ([{"do": "caution.keep", "of": LOAN, "cents": 1500, "reason": "damage"}], [cheque(5000)]),
        ([{"do": "caution.return", "of": LOAN}], []),
        ([{"do": "caution.return", "of": LOAN, "cents": 100}], [cheque(5000)]),
    ],
)
def test_a_kept_cheque_is_cashed_by_itself_alone(
    desk: Play, more: list[dict[str, Any]], payments: list[dict[str, Any]]
) -> None:
    desk.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={})
    keeps = bool(more) and more[0]["do"] == "caution.keep"
    refused = desk.ask("till.settle", acts=[CASH_IT, *more], payments=payments).refused
    # What is kept covers: all of the cheque is still due.
    assert refused is None if keeps else refused is not None
    if refused is not None:
        code = str(desk.last("caution.taken").data["caution"])
        assert (refused.code, refused.params) == ("caution.by_cheque", {"of": code, "cheque_cents": 5000})


def test_a_kept_cheque_is_not_cashed_where_more_is_given_back(desk: Play) -> None:
    """It would be money from then on, and lie nowhere."""
    desk.settle([{**TAKE, "of": "L-2026-000002", "cents": 8000}], cash(8000))
    desk.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={})
    acts = [CASH_IT, {"do": "caution.return", "of": "L-2026-000002"}]
    for payments in ([], [cash(3000)]):
        assert desk.code("till.settle", acts=acts, payments=payments) == "caution.by_cheque"


def test_a_kept_cheque_is_cashed_beside_a_sale(desk: Play) -> None:
    desk.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={"bank": "LBP", "number": "42"})
    desk.settle([COFFEE, CASH_IT], {**cheque(5000), "bank": "CA", "number": "43"}, cash(200))
    (kept,) = desk.rows("SELECT bank, ref FROM cheque")
    # What is said now counts: the cheque in her hand was read again.
    assert kept[0] == "CA" and desk.personal(str(kept[1])) == "43"
    assert desk.desk.store.read(things.open_cautions)[0].kept == "money"


def test_a_name_stays_while_something_is_held(desk: Play) -> None:
    desk.settle([{**TAKE, "who": WHO}], cash(5000))
    desk.do("caution.take", of="L-2026-000002", who=WHO, cents=7000, cheque={"number": "42"})
    refs = {str(ref) for (ref,) in desk.rows("SELECT ref FROM personal WHERE retention = 'held'")}
    assert len(refs) == 3

    def due(day: str) -> frozenset[str]:
        return desk.desk.store.read(lambda rows: periods.settled_money("held")(rows, day))

    assert due("2026-11-25") == due("2040-01-01") == frozenset()
    first = str(desk.rows("SELECT party FROM caution WHERE kept = 'money'")[0][0])
    desk.settle([{"do": "caution.return", "of": LOAN}])
    assert due("2026-11-24") == frozenset()
    assert due("2026-11-25") == {first}
    desk.do("caution.return", of="L-2026-000002")
    assert due("2026-11-25") == refs


def test_somebody_is_needed(desk: Play) -> None:
    nobody = {name: said for name, said in TAKE.items() if name != "who"}
    assert desk.code("till.settle", acts=[nobody], payments=[cash(5000)]) == "caution.who_needed"
    desk.settle([nobody], cash(5000), who=WHO)
    assert desk.personal(desk.last("caution.taken").data["party"]) == "Mme Kessler · 06 12 34 56 78"
    unknown = {**TAKE, "who": {"card": "p-0000000zzzzz"}}
    assert desk.code("till.settle", acts=[unknown], payments=[cash(5000)]) == "caution.unknown"


def test_a_saved_visit_says_whose_it_is(desk: Play) -> None:
    nobody = {name: said for name, said in TAKE.items() if name != "who"}
    visit = desk.do("visit.save", acts=[nobody], who=WHO).result["visit"]  # type: ignore[index]
    desk.do("visit.save", visit=visit, acts=[nobody])
    desk.do("till.settle", visit=visit, payments=[cash(5000)])
    assert desk.personal(desk.last("caution.taken").data["party"]) == "Mme Kessler · 06 12 34 56 78"
    assert desk.rows("SELECT count(*) FROM visit") == [(0,)]


def test_several_are_told_apart(desk: Play) -> None:
    desk.settle([TAKE, TAKE], cash(10_000))
    assert desk.code("till.settle", acts=[{"do": "caution.return", "of": LOAN}]) == "input.missing"
    acts = [{"do": "caution.return", "of": LOAN}]
    assert desk.code("till.settle", acts=acts, payments=[]) == "caution.which_one"
    assert (
        desk.code("till.settle", acts=[{**acts[0], "of": "G-00000000ZZZZ"}], payments=[]) == "caution.unknown"
    )


def test_one_that_was_never_there(desk: Play) -> None:
    op = desk.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={}).op
    desk.do("journal.reverse", op_of=op, reason="wrong_key")
    assert open_cautions(desk) == []
    assert desk.rows("SELECT count(*) FROM held_move") == [(0,)]
    assert desk.code("caution.return", of=LOAN) == "caution.unknown"


def test_what_moved_on_stays(desk: Play) -> None:
    op = desk.do("caution.take", of=LOAN, who=WHO, cents=5000, cheque={}).op
    back = desk.do("caution.return", of=LOAN).op
    assert desk.code("journal.reverse", op_of=op, reason="wrong_key") == "till.thing_moved"
    desk.do("journal.reverse", op_of=back, reason="wrong_key")
    assert open_cautions(desk) == [(LOAN, "cheque", 5000, "kept")]
    desk.do("journal.reverse", op_of=op, reason="wrong_key")
    assert open_cautions(desk) == []
