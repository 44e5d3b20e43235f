"""Whose a thing is stands in one table beside the journal: sealed, erasable, and no fault where it is gone (0085)."""

from concierge_desk.domain.erasures import Erasure
from concierge_desk.store import seals
from concierge_desk.store.checks.named_records import NamedRecords
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import parties
from tests.counter.desks import COFFEE, Play, cash
from tests.counter.held.neighbours import KESSLER, with_neighbours


def owed(play: Play) -> str:
    with_neighbours(play)
    play.settle(
        [{**COFFEE, "quantity": 5}, {"do": "account.owe", "who": {"card": KESSLER}, "cents": 500}], cash(100)
    )
    return str(play.last("account.owed").data["party"])


def missing(play: Play) -> list[tuple[int, str]]:
    def asked(rows: Connection) -> list[tuple[int, str]]:
        records = NamedRecords(rows)
        for row in rows.execute("SELECT * FROM journal ORDER BY seq"):
            records.note(row)
        records.finish()
        return records.missing

    return play.desk.store.read(asked)


def test_no_key_stands_in_the_journal(shop: Play) -> None:
    party = owed(shop)
    assert shop.rows("SELECT ref, person FROM party_link") == [(party, "person-1")]
    told = repr([entry.data for entry in shop.posted()])
    assert "person-1" not in told
    assert KESSLER not in told


def test_a_link_is_a_record_that_an_entry_names(shop: Play) -> None:
    party = owed(shop)
    assert missing(shop) == []
    shop.desk.store.write(
        lambda unit: parties.erase_links(unit.rows, [Erasure(party, "2026-11-25T10:00:00.000Z")])
    )
    assert shop.rows("SELECT * FROM party_link") == []
    assert missing(shop) == []
    assert shop.desk.store.read(seals.broken) == ()


def test_a_link_that_somebody_took_is_told(shop: Play) -> None:
    party = owed(shop)
    shop.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM party_link"))
    assert [ref for _seq, ref in missing(shop)] == [party]
    assert shop.desk.store.read(seals.broken) == ("party_link",)


def test_what_somebody_owes_outlives_him(shop: Play) -> None:
    """Erased, a debt is nobody's; by its own code it is still paid."""
    party = owed(shop)
    shop.desk.store.write(
        lambda unit: parties.erase_links(unit.rows, [Erasure(party, "2026-11-25T10:00:00.000Z")])
    )
    by_card = [{"do": "account.pay", "who": {"card": KESSLER}}]
    assert shop.code("till.settle", acts=by_card, payments=[cash(500)]) == "account.nothing_owed"
    debt = shop.last("account.owed").data["debt"]
    shop.settle([{"do": "account.pay", "debt": debt}], cash(500))
    assert shop.rows("SELECT state, left_cents FROM debt") == [("over", 0)]


def test_two_acts_share_no_party(shop: Play) -> None:
    first = owed(shop)
    assert owed(shop) != first
    assert len(shop.rows("SELECT ref FROM party_link WHERE person = 'person-1'")) == 2
