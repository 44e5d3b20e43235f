"""The history that is measured is a real one: verify accepts it, rebuild finds nothing to say."""

from collections.abc import Iterator

import pytest

from bench.history import HELD, Life, accepted, shop
from bench.timing import Samples, percentile
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store import journal

ENTRIES = 400


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with shop(tmp_path_factory.mktemp("lived") / "poste") as life:
        life.until(ENTRIES)
        yield life


def test_verify_and_rebuild_accept_it(life: Life) -> None:
    verdict = verify_desk(life.desk, VerifyRequest(signatures=True, rebuild=True))
    assert verdict.faults == []
    assert verdict.entries == verdict.checked == life.head()


def test_it_is_as_long_as_asked_and_ends_with_a_closed_day(life: Life) -> None:
    head = life.head()
    entries = life.desk.store.read(lambda rows: journal.posted(rows, 1))
    assert ENTRIES <= head < ENTRIES + 200
    assert entries[-1].kind == "day.closed"
    assert entries[-1].data["day"] == life.day.isoformat()
    assert not [entry.seq for entry in entries if entry.data.get("warnings")]


def test_it_holds_every_act_of_a_relay_and_its_tables(life: Life) -> None:
    kinds = {kind for (kind,) in rows(life, "SELECT DISTINCT kind FROM journal")}
    assert kinds >= {
        *("day.opened", "day.closed", "relay.received", "relay.handed_over", "relay.deposited"),
        *("relay.franked", "relay.sold", "shop.sold", "till.settled", "relay.handed_to_postman"),
        *("till.moved", "till.counted", "relay.day_reported", "relay.stock_received"),
    }
    assert rows(life, "SELECT count(*) FROM relay_custody WHERE closed_seq IS NULL") == [(len(life.held),)]
    assert len(life.held) <= HELD + 1
    assert rows(life, "SELECT count(*) FROM relay_outgoing WHERE slip IS NULL") == [(0,)]
    assert rows(life, "SELECT count(*) FROM business_day WHERE closed_seq IS NULL") == [(0,)]


def test_an_act_that_is_refused_is_no_history() -> None:
    with pytest.raises(RuntimeError, match=r"day\.not_open"):
        accepted(Answer(None, Refused("day.not_open")))


def test_a_percentile_is_one_of_the_values() -> None:
    values = list(range(100, 0, -1))
    assert [percentile(values, percent) for percent in (1, 50, 99, 100)] == [1, 50, 99, 100]
    assert percentile([7], 99) == 7
    assert Samples([3, 1, 2]).p50_ns == 2
    for empty, percent in (([], 50), ([1], 0), ([1], 101)):
        with pytest.raises(ValueError, match="percentile"):
            percentile(empty, percent)


def rows(life: Life, sql: str) -> list[tuple[object, ...]]:
    return life.desk.store.read(lambda connection: connection.execute(sql).fetchall())
