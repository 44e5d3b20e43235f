"""A paper that is not printed is given up for a reason: an entry, a count of the day, and no printer takes it."""

from collections.abc import Callable

import pytest

from concierge_desk.counter.papers.giving_up import LIST
from concierge_desk.counter.values.codelists import codes
from concierge_desk.jobs.verify import VerifyRequest, verify_desk
from concierge_desk.store.papers import sheet_spool, spool
from concierge_desk.store.papers.sheet_spool import SheetUnderWay
from concierge_desk.store.unit import Unit
from tests.counter.desks import COFFEE, Play, card

FIRST = "ticket:T-2026-000001"


@pytest.fixture
def shop(play: Play) -> Play:
    play.open(float_cents=8000)
    return play


def sell(shop: Play) -> None:
    shop.settle([COFFEE], card(120), print=True)


def states(shop: Play) -> list[str]:
    return [state for (state,) in shop.rows("SELECT state FROM outbox ORDER BY id")]


@pytest.mark.parametrize("reason", codes(LIST))
def test_a_reason_is_an_entry_and_nothing_waits_any_more(shop: Play, reason: str) -> None:
    sell(shop)
    answer = shop.do("paper.give_up", document=FIRST, reason=reason)
    assert answer.result == {"document": FIRST, "reason": reason}
    assert shop.last("document.given_up").data == {"document": FIRST, "reason": reason, "note": None}
    assert states(shop) == ["given_up"]
    assert shop.code("paper.give_up", document=FIRST, reason=reason) == "paper.not_waiting"


@pytest.mark.parametrize(
    "typed",
    [{"reason": "Le client ne voulait rien"}, {"reason": "other", "note": "Le client ne voulait rien"}],
)
def test_what_is_typed_is_kept_beside_the_journal(shop: Play, typed: dict[str, str]) -> None:
    """R-1.21: what was not printed is traced."""
    sell(shop)
    shop.do("paper.give_up", document=FIRST, **typed)
    told = shop.last("document.given_up").data
    assert told["reason"] == "other" and "client" not in str(told)
    assert shop.rows("SELECT text FROM personal WHERE ref = ?", told["note"]) == [
        ("Le client ne voulait rien",)
    ]


@pytest.mark.parametrize("kind", ["card", "account"])
def test_no_entry_says_whose_paper_it_was(shop: Play, kind: str) -> None:
    code = "p-4t9d2k7mx0q3"
    shop.do("person.create", card=code, family="Martin")
    shop.desk.store.write(lambda unit: unit.queue(f"{kind}:{code}", shop.op()))
    answer = shop.do("paper.give_up", document=f"{kind}:{code}", reason="not_needed")
    assert answer.result == {"document": kind, "reason": "not_needed"}
    assert shop.last("document.given_up").data["document"] == kind
    assert states(shop) == ["given_up"]
    assert not [entry for entry in shop.posted() if code in repr(entry)]
    assert shop.rows("SELECT 1 FROM operation WHERE told LIKE ?", f"%{code}%") == []


def test_a_thing_of_ours_is_named_as_before(shop: Play) -> None:
    label = "label:c-4t9d2k7mx0q3"
    shop.desk.store.write(lambda unit: unit.queue(label, shop.op()))
    shop.do("paper.give_up", document=label, reason="not_needed")
    assert shop.last("document.given_up").data["document"] == label


def test_every_place_it_waits_in_is_given_up_and_no_other(shop: Play) -> None:
    sell(shop)
    sell(shop)
    shop.desk.store.write(lambda unit: unit.queue(FIRST, shop.op()))
    shop.do("paper.give_up", document=FIRST, reason="spoiled")
    assert states(shop) == ["given_up", "waiting", "given_up"]


def _roll(unit: Unit) -> None:
    spool.begin(unit.rows, 1)
    spool.take(unit.rows, 1, 0)


def _sheet(unit: Unit) -> None:
    sheet_spool.take(unit.rows, SheetUnderWay("a4", FIRST, 0, None))


@pytest.mark.parametrize("at_it", [_roll, _sheet])
def test_what_is_being_sent_stays(shop: Play, at_it: Callable[[Unit], None]) -> None:
    sell(shop)
    shop.desk.store.write(at_it)
    assert shop.code("paper.give_up", document=FIRST, reason="spoiled") == "paper.not_waiting"
    assert states(shop) == ["waiting"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"document": FIRST, "reason": "spoiled"}, "paper.not_waiting"),
        ({"document": FIRST}, "input.missing"),
        ({"document": "", "reason": "spoiled"}, "input.paper"),
        ({"document": 3, "reason": "spoiled"}, "input.paper"),
        ({"document": "Mme Kessler", "reason": "spoiled"}, "input.paper"),
    ],
)
def test_what_waits_for_nothing_is_refused(shop: Play, raw: dict[str, object], code: str) -> None:
    head = shop.head()
    assert shop.code("paper.give_up", **raw) == code
    assert shop.head() == head


def test_the_day_counts_them_only_where_there_was_one(shop: Play) -> None:
    """R-1.11: an added count; closings of before are as they were."""
    sell(shop)
    assert "papers_given_up" not in shop.status()
    shop.do("paper.give_up", document=FIRST, reason="not_needed")
    assert shop.status()["papers_given_up"] == 1
    closed = shop.close(counted_cents=8000).posted[-1].data
    assert closed["counts"]["papers_given_up"] == 1
    assert shop.status()["papers_given_up"] == 1


def test_after_the_closing_the_next_one_counts_it(shop: Play) -> None:
    sell(shop)
    first = shop.close(counted_cents=8000).posted[-1].data
    shop.do("paper.give_up", document=FIRST, reason="not_needed")
    assert shop.last("document.given_up").day is None
    shop.open("2026-11-26T08:00")
    second = shop.close(counted_cents=8000).posted[-1].data
    assert "papers_given_up" not in first["counts"] and second["counts"]["papers_given_up"] == 1
    said = [("Papiers non imprimés" in repr(shop.paper(f"z:{each['number']}"))) for each in (first, second)]
    assert said == [False, True]
    # The books count again.
    assert verify_desk(shop.desk, VerifyRequest(rebuild=True)).faults == []
