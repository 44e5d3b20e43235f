"""Whose a thing is stands in one table beside the journal: sealed, erasable, and no fault where it is gone (0085)."""

from dataclasses import dataclass

import pytest

from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.held.who import Whose, whose
from concierge_desk.counter.parties import Payable, Who
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Command
from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.journal import Event
from concierge_desk.store import seals
from concierge_desk.store.checks.named_records import NamedRecords
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import parties
from tests.counter.desks import COFFEE, Play, cash, context
from tests.counter.held.neighbours import HOFER, KESSLER, ORDER, PEOPLE, PRICES, with_neighbours


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


def test_what_a_thing_brings_since_a_merge_is_of_who_stayed(
    shop: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order names who was merged; taken apart again, what was done in between stays with the other."""
    monkeypatch.setitem(PRICES, ORDER, Payable(4500, "TVA_20", party=owed(shop)))
    known = with_neighbours(shop)
    known.merged[PEOPLE[KESSLER]] = PEOPLE[HOFER]
    shop.settle([{"do": "caution.take", "of": ORDER, "cents": 500}], cash(500))
    ((party,),) = shop.rows("SELECT party FROM caution")
    assert shop.rows("SELECT person FROM party_link WHERE ref = ?", party) == [(PEOPLE[HOFER],)]


# Who is said, and who is nobody.


@pytest.mark.parametrize("said", [{}, {"phone": "06 12 34 56 78"}])
def test_who_says_nobody_is_as_if_nothing_was_said(shop: Play, said: dict[str, str]) -> None:
    """A number is nobody: else it would be shown as the name."""
    with_neighbours(shop)
    act = {"do": "caution.take", "cents": 100, "who": said}
    assert shop.code("till.settle", acts=[act], payments=[cash(100)]) == "caution.who_needed"
    shop.settle([act], cash(100), who={"name": "Mme Hofer"})
    assert shop.personal(shop.last("caution.taken").data["party"]) == "Mme Hofer"


def test_a_visit_can_be_nobodys_again(shop: Play) -> None:
    """Whoever comes after her inherits nothing of hers."""
    with_neighbours(shop)
    act = {"do": "caution.take", "cents": 100}
    shop.do("visit.save", visit="v-000000000001", acts=[act], who={"card": KESSLER})
    shop.do("visit.save", visit="v-000000000001", acts=[act])
    assert shop.rows("SELECT who FROM visit") == [('{"card": "p-000000000aa1"}',)]
    shop.do("visit.save", visit="v-000000000001", acts=[COFFEE], who={})
    assert shop.rows("SELECT who FROM visit") == [(None,)]
    told = {"visit": "v-000000000001", "acts": [act], "payments": [cash(100)]}
    assert shop.code("till.settle", **told) == "caution.who_needed"


def test_what_is_owed_after_a_merge_is_all_that_is_owed(shop: Play) -> None:
    """A debt of hers by its own code, and another of who she was merged into: both are left."""
    known = with_neighbours(shop)
    for card in (KESSLER, HOFER):
        shop.settle([COFFEE, {"do": "account.owe", "who": {"card": card}}])
    first = shop.rows("SELECT code FROM debt ORDER BY seq")[0][0]
    known.merged["person-1"] = "person-2"
    answer = shop.settle([{"do": "account.pay", "debt": first, "cents": 20}], cash(20))
    assert answer.result is not None
    assert answer.result["lines"][0]["left_cents"] == 220


def test_what_is_new_after_a_merge_is_of_who_stayed(shop: Play) -> None:
    known = with_neighbours(shop)
    shop.settle([COFFEE, {"do": "account.owe", "who": {"card": KESSLER}}])
    party = shop.last("account.owed").data["party"]
    known.merged["person-1"] = "person-2"
    found = shop.desk.store.read(
        lambda rows: whose(rows, context(parties=lambda: known), said=None, party=party)
    )
    assert found.person == "person-2"


# A service's own thing.


@dataclass(frozen=True, slots=True)
class Lend:
    """An act of a service: something is lent to somebody."""

    who: ForWhom = None


def lend(state: Whose, _command: Lend, context: Context) -> tuple[Event, ...]:
    """Lend it."""
    party = context.draw("r")
    owner = state.needed("caution.who_needed", "account.unknown")
    return (Event("shop.sold", {"party": party}, **owner.kept(party, "money")),)


def lending(rows: Rows, command: Lend, context: Context) -> Whose:
    """Find out to whom, by what the context has: a service needs nothing else."""
    return whose(rows, context, said=command.who)


def with_lending(play: Play) -> Play:
    """Let a desk know the act, beside the people who are really kept."""
    act = Command(name="shop.lend", summary="", load=lending, decide=lend)
    play.counter = Counter(play.desk.store, {**play.counter.commands, act.name: act}, play.counter.sources)
    return play


def test_a_service_ties_its_thing_to_whose_card_is_shown(shop: Play) -> None:
    known = with_lending(shop).do("person.create", card=KESSLER, family="Kessler").result or {}
    party = shop.do("shop.lend", who={"card": KESSLER}).posted[-1].data["party"]
    assert shop.rows("SELECT person FROM party_link WHERE ref = ?", party) == [(known["person"],)]
    assert missing(shop) == []
    told = repr([entry.data for entry in shop.posted()])
    assert known["person"] not in told
    assert KESSLER not in told


def test_a_service_keeps_a_name_for_its_thing_alone(shop: Play) -> None:
    party = with_lending(shop).do("shop.lend", who={"name": "Mme Hofer"}).posted[-1].data["party"]
    assert shop.personal(party) == "Mme Hofer"
    assert shop.rows("SELECT * FROM party_link") == []


def test_where_no_people_are_kept_no_card_is_anybodys(shop: Play) -> None:
    shop.do("person.create", card=KESSLER, family="Kessler")
    said = Who(KESSLER, None, None)
    assert shop.desk.store.read(lambda rows: whose(rows, context(), said=said)) == Whose(card=KESSLER)
