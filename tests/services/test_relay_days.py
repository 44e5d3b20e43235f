"""Whatever is done at the relay in two days, and in whatever order: nothing is lost, everything adds up."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.exporting import tables as csvs
from concierge_desk.services.relay import reports
from tests.counter.desks import Desks, Play, card

NUMBERS = ("6A15602676300", "861011301731382", "008182709980000020033350276C", "1A18945277312", "12345678")
CARRIERS = ("colissimo", "letter", "dpd", "mondial_relay")

number = st.fixed_dictionaries(
    {"tracking": st.sampled_from(NUMBERS)}, optional={"carrier": st.sampled_from(CARRIERS)}
)
acts = st.one_of(
    number.map(lambda f: {"do": "relay.receive", "shelf": "A1", **f}),
    st.sampled_from(CARRIERS).map(lambda c: {"do": "relay.receive", "shelf": "A1", "carrier": c}),
    st.sampled_from(NUMBERS).map(lambda n: {"do": "relay.hand_over", "tracking": n, "collector": "addressee", "id_document": "id_card"}),
    st.sampled_from(NUMBERS).map(lambda n: {"do": "relay.refuse", "tracking": n, "reason": "damaged"}),
    number.map(lambda f: {"do": "relay.deposit", "kind": "parcel", **f}),
    st.integers(1, 20).map(lambda n: {"do": "relay.deposit", "kind": "letter", "count": n}),
    st.just({"do": "relay.deposit", "kind": "parcel"}),
    st.sampled_from(("returns", "deposits")).map(lambda w: {"do": "relay.hand_to_postman", "what": w}),
    st.sampled_from(("returns", "deposits")).map(lambda w: {"do": "relay.prepare_slip", "what": w}),
    st.integers(1, 4).map(lambda n: {"do": "relay.hand_to_postman", "slip": f"B-2026-000{n}"}),
    st.sampled_from(NUMBERS).map(lambda n: {"do": "relay.report_incident", "tracking": n, "incident": "not_found"}),
    st.sampled_from(NUMBERS).map(lambda n: {"do": "relay.report_incident", "tracking": n, "incident": "lost"}),
    st.integers(0, 9).map(lambda n: {"do": "relay.stock_count", "product": "LV_20", "counted": n}),
    st.integers(1, 3).map(lambda n: {"do": "relay.stock_spoil", "product": "LV_20", "quantity": n}),
    st.sampled_from(NUMBERS).map(lambda n: {"do": "relay.hand_to_postman", "what": "returns", "trackings": [n]}),
    st.integers(1, 9).map(lambda n: {"do": "relay.stock_receive", "product": "LV_20", "quantity": n}),
    st.integers(1, 9).map(
        lambda n: {"do": "till.settle", "acts": [{"do": "relay.sell", "product": "LV_20", "quantity": n}], "payments": [card(152 * n)]}
    ),
    st.sampled_from(NUMBERS).map(
        lambda n: {"do": "till.settle", "acts": [{"do": "relay.frank", "product": "COL", "weight_g": 9, "tracking": n}], "payments": [card(549)]}
    ),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.lists(acts, max_size=15), min_size=2, max_size=2))
def test_two_days(desks: Desks, days: list[list[dict[str, Any]]]) -> None:
    with desks.desk() as play:
        held = stock = 0
        for day, played in zip(("2026-11-25", "2026-11-26"), days, strict=True):
            play.open(f"{day}T08:00", float_cents=0)
            for act in played:
                play.ask(**act)  # accepted or refused, as its reference says
            open_ = play.status()
            play.close(counted_cents=0)
            closed = play.status(day)
            for key in ("custody", "deposits", "stock", "funds", "means"):
                assert open_[key] == closed[key]
            custody = closed["custody"]
            out = custody["handed_over"] + custody["returned"] + custody.get("lost", 0)
            assert held + custody["received"] == out + custody["held"]
            held = custody["held"]
            stock = _check_statements(play, day, stock, custody)
            play.paper(f"bordereau:{day}")
        _check_slips(play)


def _check_statements(play: Play, day: str, opening: int, custody: dict[str, int]) -> int:
    """Every network's statement agrees with its entries, and all of them with the day."""
    posted = [entry for entry in play.posted() if entry.day == day]
    statements = [entry for entry in posted if entry.kind == "relay.day_reported"]
    for name, total in custody.items():
        assert sum(statement.data["custody"].get(name, 0) for statement in statements) == total
    own = [entry for entry in posted if entry.aud == "LAPOSTE"]
    assert reports.check(own) == ()
    for table in reports.export_tables(own):
        csvs.to_csv(table.spec, table.rows)
    row = next(row for row in statements[0].data["stock"] if row["product"] == "LV_20")
    assert row["opening"] == opening
    assert row["opening"] + row["received"] - row["sold"] - row["spoiled"] + row["gap"] == row["closing"]
    return int(row["closing"])


def _check_slips(play: Play) -> None:
    """Each item left once, on a slip of its own network."""
    slips = [entry for entry in play.posted() if entry.kind == "relay.handed_to_postman"]
    left = [item["seq"] for slip in slips if slip.data["what"] == "deposits" for item in slip.data["items"]]
    gone = [
        item["custody"] for slip in slips if slip.data["what"] == "returns" for item in slip.data["items"]
    ]
    assert len(set(left)) == len(left)
    assert len(set(gone)) == len(gone)
    drawn = [
        entry.data["slip"]
        for entry in play.posted()
        if entry.kind in ("relay.slip_prepared", "relay.handed_to_postman")
    ]
    assert list(dict.fromkeys(drawn)) == [f"B-2026-{n:04d}" for n in range(1, len(set(drawn)) + 1)]
    assert len({slip.data["slip"] for slip in slips}) == len(slips)
    waiting = {seq for (seq,) in play.rows("SELECT seq FROM relay_outgoing WHERE left_day IS NULL")}
    everything = {entry.seq for entry in play.posted() if entry.kind in ("relay.deposited", "relay.franked")}
    assert waiting | set(left) == everything
    assert not waiting & set(left)
