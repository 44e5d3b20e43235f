"""Stock that should be there, holding periods, whose each carrier is: rows from a day on; days that are over stand."""

import os
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from concierge_desk.counter.service import Undone
from concierge_desk.desk.partner_files import partner_export
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from concierge_desk.services.relay.model.dated_settings import take_back
from concierge_desk.services.relay.tables import looks
from tests.counter.desks import Desks, Play, context
from tests.services.relay_desk import DPD, PARCEL, SEEN, rebuilt, receive

CASES: dict[str, tuple[str, str, str, list[Any]]] = {
    "relay.set_par": ("product", "par", "LV_20", [0, 5, 60, None]),
    "relay.set_holding": ("carrier", "days", "dpd", [1, 5, 60]),
    "relay.set_principals": ("carrier", "principal", "dpd", ["LAPOSTE", "DPD", None]),
}
"""By command: what a row is about, what it says, one of these, and what may be said of it."""
PAST = {"valid_from": "2026-11-24"}


def holds(play: Play, command: str, day: date) -> Any:
    """What the tables say of the one of `CASES` on a day."""
    key = CASES[command][2]

    def read(rows: Any) -> Any:
        if command == "relay.set_par":
            return looks.par_on(rows, day).get(key)
        if command == "relay.set_principals":
            return looks.principals(rows, day).get(key)
        row = dated.latest((one for one in looks.holding(rows) if one.carrier == key), day)
        return None if row is None else row.days

    return play.desk.store.read(read)


def said(command: str, value: Any, **more: Any) -> dict[str, Any]:
    key, name, which, _values = CASES[command]
    return {"rows": [{key: which, name: value, **more}]}


@pytest.mark.parametrize("command", CASES)
def test_from_a_day_on_and_not_before(shop: Play, command: str) -> None:
    first = date(2026, 12, 1)
    before, value = holds(shop, command, first), CASES[command][3][0]
    answer = shop.do(command, **said(command, value), valid_from=first.isoformat())
    key, name, which, _values = CASES[command]
    assert answer.result is not None and answer.result["before"] == [{key: which, name: before}]
    assert holds(shop, command, first - timedelta(days=1)) == before
    assert holds(shop, command, first) == value
    rebuilt(shop)


@pytest.mark.parametrize("command", CASES)
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"valid_from": "2026-11-24"}, "relay.past"),
        ({"rows": []}, "input.list"),
        ({"rows": None}, "input.missing"),
    ],
)
def test_what_no_command_takes(shop: Play, command: str, more: dict[str, Any], code: str) -> None:
    assert shop.code(command, **{**said(command, CASES[command][3][0]), **more}) == code


@pytest.mark.parametrize("command", CASES)
def test_one_row_alone_is_a_list_of_it_and_two_of_one_are_none(shop: Play, command: str) -> None:
    (row,) = said(command, CASES[command][3][0])["rows"]
    assert shop.code(command, rows=[row, row]) == "relay.row_twice"
    shop.do(command, rows=row)
    assert holds(shop, command, date(2026, 11, 25)) == CASES[command][3][0]


@pytest.mark.parametrize(
    ("command", "row", "code"),
    [
        ("relay.set_par", {"product": "NONE_20", "par": 1}, "tariff.unknown"),
        ("relay.set_par", {"product": "LV_21", "par": 1}, "tariff.unknown"),
        ("relay.set_par", {"product": "LV_20", "par": -1}, "input.bounds"),
        ("relay.set_holding", {"carrier": "gls", "days": 1}, "input.choice"),
        ("relay.set_holding", {"carrier": "dpd", "days": 0}, "input.bounds"),
        ("relay.set_holding", {"carrier": "dpd", "days": 61}, "input.bounds"),
        ("relay.set_holding", {"carrier": "dpd", "days": 5, "confidence": "X"}, "input.choice"),
        ("relay.set_holding", {"carrier": "dpd", "days": 5, "valid_from": "2026-11-24"}, "relay.past"),
        (
            "relay.set_holding",
            {"carrier": "dpd", "days": 5, "valid_from": "2026-12-02", "valid_to": "2026-12-01"},
            "relay.period_reversed",
        ),
        ("relay.set_principals", {"carrier": "dpd", "principal": "NOBODY"}, "relay.principal_unknown"),
        ("relay.set_principals", {"carrier": "gls", "principal": "DPD"}, "input.choice"),
    ],
)
def test_what_a_row_may_not_say(shop: Play, command: str, row: dict[str, Any], code: str) -> None:
    assert shop.code(command, rows=[row]) == code


def test_rows_as_the_shipped_file_has_them(shop: Play) -> None:
    row = {
        "carrier": "dpd",
        "days": 10,
        "valid_from": "2026-12-01",
        "valid_to": "2026-12-31",
        "source": "affiche du relais",
        "confidence": "V",
    }
    shop.do("relay.set_holding", rows=[row])
    assert shop.last("relay.holding_set").data["rows"] == [row]
    held = {
        day: holds(shop, "relay.set_holding", date.fromisoformat(day)) for day in ("2026-12-31", "2027-01-01")
    }
    # After its end, what held before holds again.
    assert held == {"2026-12-31": 10, "2027-01-01": 8}


def test_what_came_in_keeps_its_period(shop: Play) -> None:
    receive(shop, tracking=DPD, carrier="dpd")
    shop.do("relay.set_holding", rows=[{"carrier": "dpd", "days": 3}])
    assert shop.rows("SELECT deadline_day FROM relay_custody WHERE tracking = ?", DPD) == [("2026-12-03",)]
    after = shop.do("relay.receive", tracking="02082345678901", carrier="dpd", shelf="A1")
    assert after.result is not None and after.result["deadline_day"] == "2026-11-28"


def test_what_came_in_stays_its_owners_and_leaves_with_their_postman(shop: Play) -> None:
    receive(shop, tracking=DPD, carrier="dpd")
    shop.do("relay.set_principals", rows=[{"carrier": "dpd", "principal": None}])
    assert (
        shop.code("relay.receive", tracking="02082345678901", carrier="dpd", shelf="A1")
        == "relay.carrier_off"
    )
    assert (
        shop.code("relay.prepare_slip", what="returns", carrier="dpd", trackings=[DPD]) == "relay.carrier_off"
    )
    shop.do("relay.refuse", tracking=DPD, reason="damaged")
    gone = shop.do("relay.hand_to_postman", what="returns", principal="DPD")
    assert gone.posted[-1].aud == "DPD"
    assert shop.code("relay.hand_to_postman", what="returns", principal="NOBODY") == "relay.nothing_to_hand"


def test_the_restock_follows_the_figure_of_the_day(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    shop.do("relay.set_par", rows=[{"product": "LV_20", "par": 25}])
    shop.do("relay.set_par", rows=[{"product": "LV_20", "par": 90}], valid_from="2026-11-26")
    shop.close(counted_cents=8000)
    stock = {row["product"]: row for row in shop.last("relay.day_reported").data["stock"]}
    assert stock["LV_20"]["restock"] == 15


def test_a_number_that_is_here_is_handed_over_whoever_owns_its_network_now(shop: Play) -> None:
    receive(shop, tracking=PARCEL)
    shop.do("relay.set_principals", rows=[{"carrier": "colissimo", "principal": None}])
    assert shop.do("relay.hand_over", tracking=PARCEL, **SEEN).posted[-1].aud == "LAPOSTE"


def test_a_network_that_was_made_a_partner_is_a_principal(shop: Play, tmp_path: Path) -> None:
    shop.do("partner.set", partner="RELAISVERT", name="Relais Vert", regime="mandate", audience=True)
    shop.do("relay.set_principals", rows=[{"carrier": "dpd", "principal": "RELAISVERT"}])
    receive(shop, tracking=DPD, carrier="dpd")
    assert shop.last("relay.received").aud == "RELAISVERT"
    assert shop.do("relay.hand_over", tracking=DPD, **SEEN).posted[-1].aud == "RELAISVERT"
    shop.close(counted_cents=8000)
    export = partner_export("partner-relaisvert")
    assert export is not None
    told = write_export(shop.desk, export, "2026-11-25", tmp_path, None).path
    assert verify_file(told, VerifyRequest(signatures=True)).faults == []
    assert verify_desk(shop.desk, VerifyRequest(tables=True)).faults == []


def test_what_the_desk_was_made_with_is_not_taken_back(shop: Play) -> None:
    (op,) = {entry.op for entry in shop.posted() if entry.kind == "relay.holding_set"}
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") in {
        "journal.unknown_op",
        "journal.not_reversible",
    }


class DatedMachine(RuleBasedStateMachine):
    """Rows of one name of each kind, and a clerk's notebook: what holds from which day on, and who said it last."""

    desks: ClassVar[Desks]

    def __init__(self) -> None:
        super().__init__()
        self.lent = ExitStack()
        self.day = date(2026, 11, 25)
        self.book: dict[str, dict[date, Any]] = {}
        self.last: dict[str, str | None] = {}
        self.done: list[tuple[str, str | None, date, Any]] = []

    @initialize()
    def begin(self) -> None:
        self.play: Play = self.lent.enter_context(self.desks.desk())
        self.play.open(float_cents=0)
        self.book = {command: {date.min: holds(self.play, command, self.day)} for command in CASES}

    def teardown(self) -> None:
        try:
            if hasattr(self, "play"):
                rebuilt(self.play)
        finally:
            self.lent.close()

    def on(self, command: str, day: date) -> Any:
        return self.book[command][max(first for first in self.book[command] if first <= day)]

    @rule(command=st.sampled_from(sorted(CASES)), place=st.integers(0, 3), ahead=st.integers(0, 4))
    def say(self, command: str, place: int, ahead: int) -> None:
        values = CASES[command][3]
        value, first = values[place % len(values)], self.day + timedelta(days=ahead)
        before = self.on(command, first)
        op = self.play.do(command, **said(command, value), valid_from=first.isoformat()).op
        self.book[command][first] = value
        self.last[command] = op
        self.done.append((command, op, first, before))

    @precondition(lambda self: self.done)
    @rule(which=st.integers(0, 20))
    def take_back(self, which: int) -> None:
        command, op, first, before = self.done[which % len(self.done)]
        answer = self.play.ask("journal.reverse", op_of=op, reason="wrong_key")
        if self.last[command] != op:
            assert answer.refused is not None
            assert answer.refused.code in {"relay.changed_since", "journal.reversed_already"}
            return
        assert answer.refused is None
        self.book[command][max(first, self.day)] = before
        self.last[command] = answer.op

    @rule()
    def next_day(self) -> None:
        self.play.close(counted_cents=0)
        self.day += timedelta(days=1)
        self.play.open(f"{self.day}T08:00", confirmed_day=self.day.isoformat(), float_cents=0)

    @invariant()
    def the_tables_say_the_same(self) -> None:
        for command in self.book:
            for ahead in range(-2, 6):
                day = self.day + timedelta(days=ahead)
                assert holds(self.play, command, day) == self.on(command, day)


def test_rows_at_a_real_desk(desks: Desks) -> None:
    DatedMachine.desks = desks
    run_state_machine_as_test(
        DatedMachine,
        settings=settings(
            max_examples={"ci": 10, "full": 300}[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )


def written(**data: Any) -> Undone:
    fields = dict.fromkeys(("epoch", "aud", "day", "op", "by", "at", "tz", "desk"), "")
    return Undone(Posted(seq=12, kind="relay.holding_set", data=data, **fields))


ROW = {"carrier": "dpd", "days": 5, "valid_from": "2026-12-01"}


@pytest.mark.parametrize(
    ("data", "last", "code"),
    [
        ({"rows": [ROW]}, 12, "journal.not_reversible"),
        ({"rows": [ROW], "before": [{"carrier": "dpd", "days": 9}]}, 15, "relay.changed_since"),
        ({"rows": [ROW], "before": [{"carrier": "dpd", "days": None}]}, 12, "relay.holding_first"),
    ],
)
def test_what_is_not_taken_back(data: dict[str, Any], last: int, code: str) -> None:
    with pytest.raises(Refused) as caught:
        take_back({"dpd": last}, written(**data), context())
    assert caught.value.code == code
