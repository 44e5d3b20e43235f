"""Orders of every trade in one series without a gap: by year, by epoch, whatever is refused in between."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.command.sources import Series
from concierge_desk.domain.numbers import ENTRUSTED, SENT, is_number, number_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.till import use_number
from tests.counter.desks import Desks, Play
from tests.entrusted.workshop import COAT, NET, set_up, taken

TRIES = st.lists(st.sampled_from(("order", "refused", "taken_back", "slip")), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=TRIES)
def test_numbers_follow_one_another(desks: Desks, tries: list[str]) -> None:
    with desks.desk() as play:
        play.open(float_cents=0)
        set_up(play)
        orders, slips = [], []
        for what in tries:
            if what == "refused":
                # Its number was drawn before it was refused.
                fields: dict[str, Any] = {
                    "who": {"name": "A"},
                    "pieces": [COAT, {"kind": "MANTEAU", "work": "iron"}],
                }
                assert play.code("pressing.take_in", **fields) == "pressing.unpriced"
                continue
            answer = play.do("pressing.take_in", who={"name": "A"}, pieces=[COAT])
            orders.append(answer.result["order"])
            if what == "taken_back":
                play.do("journal.reverse", op_of=answer.op, reason="wrong_key")
            if what == "slip":
                slips.append(play.do("pressing.send", partner=NET).result["slip"])
        assert orders == [number_of(ENTRUSTED, 2026, n + 1, "A") for n in range(len(orders))]
        assert slips == [number_of(SENT, 2026, n + 1, "A") for n in range(len(slips))]


def test_a_year_has_its_own(play: Play) -> None:
    play.open("2026-12-31T08:05", confirmed_day="2026-12-31")
    set_up(play)
    assert [taken(play)["order"] for _ in range(2)] == ["D-2026-000001", "D-2026-000002"]
    play.do("day.close", counted_cents=None)
    play.open("2027-01-02T09:05", confirmed_day="2027-01-02")
    assert taken(play)["order"] == "D-2027-000001"


def test_one_operation_draws_each_number_once(shop: Play) -> None:
    """And the next one goes on from what was written."""

    def drawn(rows: Connection) -> tuple[str, ...]:
        series = Series(rows, 2026, "B")
        return tuple(series(letter) for letter in (ENTRUSTED, SENT, ENTRUSTED))

    assert shop.desk.store.read(drawn) == ("D-2026-B-000001", "S-2026-B-0001", "D-2026-B-000002")
    shop.desk.store.write(lambda unit: use_number(unit.rows, "D-2026-B-000007"))
    assert shop.desk.store.read(drawn)[0] == "D-2026-B-000008"


def test_each_looks_like_its_series() -> None:
    assert is_number(ENTRUSTED, "D-2026-000001")
    assert is_number(SENT, "S-2026-0001")
    assert not is_number(ENTRUSTED, "S-2026-0001")
