"""One person at the counter: saved at every change, parked, taken up again, paid once, or given up."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.values.kinds import Ref, Unreadable
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.visit import Visit
from concierge_desk.store import visits
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, COPY, LV_20, Hands, Play, card, cash, line_of

FRANK = {"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": "6A15602683841"}


def save(play: Play, *acts: dict[str, Any], visit: str | None = None) -> str:
    named = {} if visit is None else {"visit": visit}
    return str(play.do("visit.save", acts=list(acts), **named).result["visit"])


def waiting(play: Play) -> list[Visit]:
    return list(play.desk.store.read(visits.visits))


def codes(play: Play) -> list[tuple[str, bool, int]]:
    """Of each visit: its code, whether it is parked, how many acts it holds."""
    return [(visit.visit, visit.parked, len(visit.acts)) for visit in waiting(play)]


# Saved.


def test_saved_at_every_change(shop: Play) -> None:
    shop.hands.set("2026-11-25T09:00")
    answer = shop.do("visit.save", acts=[COFFEE])
    visit = answer.result["visit"]
    assert answer.result == {"visit": visit, "acts": 1, "note_needed": False}
    assert (answer.posted, answer.warnings, answer.documents, answer.ticket) == ((), (), (), None)
    assert waiting(shop) == [Visit(visit, False, (COFFEE,), "2026-11-25T08:00:00.000Z")]
    shop.hands.set("2026-11-25T09:01")
    for acts in ([COFFEE, LV_20], [LV_20], [LV_20, LV_20], []):
        answer = shop.do("visit.save", visit=visit, acts=acts)
        assert answer.result == {"visit": visit, "acts": len(acts), "note_needed": False}
        (kept,) = waiting(shop)
        assert (list(kept.acts), kept.saved_at) == (acts, "2026-11-25T08:01:00.000Z")


def test_nothing_of_it_has_happened(shop: Play) -> None:
    head, before = shop.head(), shop.status()
    visit = save(shop, {**LV_20, "quantity": 3}, FRANK)
    shop.do("visit.park", visit=visit)
    shop.do("visit.resume", visit=visit)
    assert shop.head() == head
    assert shop.status() == {**before, "parked": 1}
    # A number in a draft waits for nobody.
    shop.do("relay.deposit", kind="parcel", tracking=FRANK["tracking"])


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ([{"do": "relay.receive", "shelf": "A1"}], "till.act_stands_alone"),
        ([COFFEE, {"do": "till.settle"}], "till.act_stands_alone"),
        ([{"do": "shop.buy"}], "input.command"),
        ([{"article": "CAFE"}], "input.act"),
        ([{**COFFEE, "quantity": 0}], "input.bounds"),
        ([{**COFFEE, "price": 1}], "input.unknown_field"),
        ([{"do": "relay.sell"}], "input.missing"),
        ([COFFEE] * 201, "input.list"),
        (COFFEE, "input.list"),
    ],
)
def test_what_cannot_be_paid_is_not_saved(shop: Play, acts: Any, code: str) -> None:
    assert shop.code("visit.save", acts=acts) == code
    assert waiting(shop) == []


def test_two_hundred_acts(shop: Play) -> None:
    assert shop.do("visit.save", acts=[COFFEE] * 200).result["acts"] == 200


@pytest.mark.parametrize("ref", ["v-1", "V-ABC", "x" * 64, "01970000-0000-7000-8000-000000000001", "-", "0"])
def test_a_code_of_a_visit(ref: str) -> None:
    assert Ref().read(ref) == ref.lower()


@pytest.mark.parametrize(
    "raw", ["", "Mme Kessler", "v_1", "v.1", "é", "v-1\n", "x" * 65, None, 1, True, ["v"]]
)
def test_no_code_of_a_visit(raw: object) -> None:
    """No words: a visit's code stands in the journal."""
    with pytest.raises(Unreadable) as caught:
        Ref().read(raw)
    assert caught.value.code == "input.ref"


def test_codes_are_case_blind(shop: Play) -> None:
    save(shop, COFFEE, visit="V-ABC")
    assert shop.do("visit.park", visit="v-abc").result == {"visit": "v-abc", "parked": True}
    assert codes(shop) == [("v-abc", True, 1)]


# Parked and taken up again.


def test_serve_the_next_person(shop: Play) -> None:
    """: one key sets aside, one key takes up again."""
    shop.hands.set("2026-11-25T09:00")
    first = save(shop, COFFEE)
    assert shop.do("visit.park", visit=first).result == {"visit": first, "parked": True}
    shop.hands.set("2026-11-25T09:01")
    second = save(shop, COPY)
    assert second != first
    assert codes(shop) == [(first, True, 1), (second, False, 1)]
    shop.do("till.settle", visit=second, payments=[card(20)])
    assert shop.do("visit.resume", visit=first).result == {"visit": first, "parked": False}
    assert codes(shop) == [(first, False, 1)]
    assert shop.desk.store.read(lambda rows: visits.visit(rows, first)) == waiting(shop)[0]
    # Twice is once.
    shop.do("visit.resume", visit=first)
    shop.do("visit.park", visit=first)
    shop.do("visit.park", visit=first)
    assert codes(shop) == [(first, True, 1)]


def test_a_saved_visit_is_at_the_counter_again(shop: Play) -> None:
    visit = save(shop, COFFEE)
    shop.do("visit.park", visit=visit)
    save(shop, COFFEE, COPY, visit=visit)
    assert codes(shop) == [(visit, False, 2)]


@pytest.mark.parametrize("do", ["visit.park", "visit.resume", "visit.abandon"])
def test_an_unknown_visit(shop: Play, do: str) -> None:
    refused = shop.refused(do, visit="v-nothere")
    assert (refused.code, refused.params) == ("visit.unknown", {"visit": "v-nothere"})
    assert shop.code(do) == "input.missing"
    paid = save(shop, COFFEE)
    ticket = shop.do("till.settle", visit=paid, payments=[card(120)]).ticket
    refused = shop.refused(do, visit=paid)
    assert (refused.code, refused.params) == ("visit.settled", {"ticket": ticket})


def test_empty_parked_visits_never_pile_up(shop: Play) -> None:
    first = save(shop)
    shop.do("visit.park", visit=first)
    # Begun without a name: the empty one is taken up again.
    assert save(shop, COFFEE) == first
    assert codes(shop) == [(first, False, 1)]
    shop.do("visit.park", visit=first)
    second = save(shop)
    assert second != first
    shop.do("visit.park", visit=second)
    # Begun under a name of its own: the empty one goes.
    save(shop, COPY, visit="v-own")
    assert [code for code, *_ in codes(shop)] == [first, "v-own"]


def test_one_that_is_at_the_counter_is_not_taken_from_it(shop: Play) -> None:
    first, second = save(shop), save(shop)
    assert first != second
    save(shop, visit=first)
    save(shop, COFFEE, visit=second)
    assert sorted(code for code, *_ in codes(shop)) == sorted([first, second])


# Paid.


def test_settled_by_its_draft(shop: Play) -> None:
    visit = save(shop, COFFEE, {**LV_20, "quantity": 2})
    answer = shop.do("till.settle", visit=visit, payments=[cash(500)])
    assert answer.result == {
        "due_cents": 424, "change_cents": 76, "lines": [{"cents": 120}, {"cents": 304, "max_g": 20}],
    }  # fmt: skip
    assert answer.posted[-1].data["visit"] == visit
    assert waiting(shop) == []


def test_settled_by_the_acts_given(shop: Play) -> None:
    """What the window holds is what is paid, even if the last change was not saved."""
    visit = save(shop, COFFEE)
    answer = shop.settle([COPY, COPY], card(40), visit=visit)
    assert answer.result["due_cents"] == 40
    assert waiting(shop) == []


def test_a_parked_visit_is_paid_as_it_stands(shop: Play) -> None:
    visit = save(shop, COFFEE)
    shop.do("visit.park", visit=visit)
    assert shop.do("till.settle", visit=visit, payments=[card(120)]).ticket == "T-2026-000001"
    assert waiting(shop) == []


def test_a_refused_payment_leaves_the_visit(shop: Play) -> None:
    visit = save(shop, COFFEE)
    assert shop.code("till.settle", visit=visit, payments=[card(119)]) == "till.underpaid"
    assert codes(shop) == [(visit, False, 1)]


def test_another_visit_stays(shop: Play) -> None:
    first, second = save(shop, COFFEE, visit="v-1"), save(shop, COPY, visit="v-2")
    shop.do("till.settle", visit=first, payments=[card(120)])
    assert codes(shop) == [(second, False, 1)]
    shop.settle([COFFEE], card(120))
    assert codes(shop) == [(second, False, 1)]


@pytest.mark.parametrize("fields", [{}, {"visit": "v-nothere"}, {"visit": "v-empty"}])
def test_nothing_to_pay(shop: Play, fields: dict[str, str]) -> None:
    save(shop, visit="v-empty")
    assert shop.code("till.settle", payments=[], **fields) == "till.no_acts"


def test_a_visit_that_was_never_saved(shop: Play) -> None:
    """Its code goes on the ticket all the same: it is paid once."""
    assert shop.settle([COFFEE], card(120), visit="v-new").posted[-1].data["visit"] == "v-new"
    assert shop.code("till.settle", acts=[COFFEE], payments=[card(120)], visit="v-new") == "visit.settled"


AGAIN: list[tuple[dict[str, Any], str]] = [
    ({}, "by its draft, which is gone"),
    ({"acts": [COFFEE]}, "by the same act"),
    ({"acts": [FRANK]}, "by an act that would be refused by itself"),
    ({"acts": [{"do": "shop.sell"}]}, "by an act without a meaning"),
]


@pytest.mark.parametrize("fields", [fields for fields, _ in AGAIN], ids=[why for _, why in AGAIN])
def test_pressed_twice_too_fast(shop: Play, fields: dict[str, Any]) -> None:
    """: the second key press makes no second payment, and says which ticket there is."""
    visit = save(shop, FRANK)
    first = shop.do("till.settle", visit=visit, payments=[card(549)])
    refused = shop.refused("till.settle", visit=visit, payments=[card(549)], **fields)
    assert (refused.code, refused.params) == ("visit.settled", {"ticket": first.ticket})
    assert shop.status()["tickets"] == 1
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    assert shop.code("till.settle", visit=visit, payments=[card(549)], **fields) == "visit.settled"


def test_a_paid_visit_is_not_saved_again(shop: Play) -> None:
    visit = save(shop, COFFEE)
    ticket = shop.do("till.settle", visit=visit, payments=[card(120)]).ticket
    refused = shop.refused("visit.save", visit=visit, acts=[COFFEE])
    assert (refused.code, refused.params) == ("visit.settled", {"ticket": ticket})
    shop.do("journal.reverse", op_of=shop.last("till.settled").op, reason="wrong_key")
    # A refund makes no room for a second payment either.
    assert shop.code("visit.save", visit=visit, acts=[COFFEE]) == "visit.settled"


# Given up.


def test_given_up(shop: Play) -> None:
    visit = save(shop, FRANK, COFFEE)
    answer = shop.do("visit.abandon", visit=visit)
    assert answer.result == {"visit": visit, "acts": 2}
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.data) == (
        "visit.abandoned", "", {"visit": visit, "acts": ["relay.frank", "shop.sell"]},
    )  # fmt: skip
    # Which acts, not what was typed for them.
    payload = (shop.entry(entry.seq).payload or b"").decode()
    assert FRANK["tracking"] not in payload
    assert "CAFE" not in payload
    assert waiting(shop) == []
    assert shop.code("visit.abandon", visit=visit) == "visit.unknown"
    assert shop.status()["abandoned"] == 1
    assert shop.close(counted_cents=8000).posted[-1].data["counts"]["abandoned"] == 1


def test_what_stood_alone_stays(shop: Play) -> None:
    visit = save(shop, COFFEE)
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3")
    shop.do("relay.hand_over", tracking="6A15602676300", collector="addressee", id_document="id_card")
    shop.do("visit.abandon", visit=visit)
    assert shop.status()["custody"]["handed_over"] == 1


# The same op again; a crash; a rebuild.


@pytest.mark.parametrize("do", ["visit.save", "visit.park", "visit.resume", "visit.abandon"])
def test_the_same_op_again_is_the_same_answer(shop: Play, do: str) -> None:
    """Byte for byte, and nothing moves a second time: also once the visit was paid."""
    save(shop, COFFEE, visit="v-1")
    raw = {
        "op": shop.op(),
        "do": do,
        "visit": "v-1",
        **({"acts": [COPY, COPY]} if do == "visit.save" else {}),
    }
    first = line_of(shop.counter.execute(raw))
    assert json.loads(first)["ok"] is True
    before = codes(shop)
    assert line_of(shop.counter.execute(raw)) == first
    assert codes(shop) == before
    if before:
        shop.do(
            "till.settle",
            visit="v-1",
            payments=[card(sum(120 if a == COFFEE else 20 for a in waiting(shop)[0].acts))],
        )
    assert line_of(shop.counter.execute(raw)) == first
    assert line_of(shop.counter.execute({**raw, "visit": "v-2"})) != first
    assert waiting(shop) == []


def test_a_visit_without_a_name_is_begun_once(shop: Play) -> None:
    raw = {"op": shop.op(), "do": "visit.save", "acts": [COFFEE]}
    first = line_of(shop.counter.execute(raw))
    assert line_of(shop.counter.execute(raw)) == first
    assert len(waiting(shop)) == 1


def test_what_is_kept_of_the_op_names_nothing(shop: Play) -> None:
    save(shop, FRANK)
    (kept,) = shop.rows("SELECT first_seq, last_seq, told FROM operation WHERE told IS NOT NULL")
    assert kept[0] == kept[1] + 1 == shop.head() + 1
    assert json.loads(kept[2]) == {"visit": waiting(shop)[0].visit, "acts": 1, "note_needed": False}


def test_a_power_cut(shop: Play, tmp_path: Path) -> None:
    """The folder as it lies there while the program runs, its log included: nothing of a visit is lost."""
    visit = save(shop, COFFEE, FRANK)
    shop.do("visit.park", visit=visit)
    other = save(shop, LV_20, visit="v-other")
    shutil.copytree(shop.desk.folder.root, tmp_path / "poste", ignore=shutil.ignore_patterns("*.lock"))
    with open_desk(Options(tmp_path / "poste")) as desk:
        again = Play(desk, Hands(shop.hands.at))
        assert waiting(again) == waiting(shop)
        assert {code for code, *_ in codes(again)} == {visit, other}
        again.do("till.settle", visit=visit, payments=[card(669)], op="01970000-0000-7000-8000-00000000aaaa")


def test_drafts_survive_a_rebuild(shop: Play) -> None:
    save(shop, COFFEE, visit="v-1")
    shop.do("visit.park", visit="v-1")
    paid = save(shop, COPY, visit="v-2")
    shop.do("till.settle", visit=paid, payments=[card(20)])
    before = waiting(shop)
    assert not compare(shop.desk.folder.store, shop.desk.keys.store_key, catalogue.schemas()).differences
    assert waiting(shop) == before != []
    assert shop.code("till.settle", visit=paid, payments=[card(20)]) == "visit.settled"


def test_a_name_lies_only_in_the_draft(shop: Play) -> None:
    """What was typed goes with the visit: paid or given up, no table holds it any more."""
    save(shop, FRANK, visit="v-1")
    assert FRANK["tracking"] in shop.rows("SELECT acts FROM visit")[0][0]
    shop.do("visit.abandon", visit="v-1")
    assert shop.rows("SELECT count(*) FROM visit") == [(0,)]
    assert shop.rows("SELECT count(*) FROM operation WHERE told LIKE '%6A15%'") == [(0,)]


def test_a_visit_is_nobodys_once_that_is_said(shop: Play) -> None:
    visit = shop.do("visit.save", acts=[COFFEE], who={"name": "Mme Durand"}).result["visit"]
    shop.do("visit.save", visit=visit, acts=[COFFEE])
    assert shop.rows("SELECT who FROM visit") == [('{"name": "Mme Durand"}',)]
    shop.do("visit.save", visit=visit, acts=[COFFEE], who={})
    assert shop.rows("SELECT who FROM visit") == [(None,)]
    # It may make room then, as any that holds nothing.
    shop.do("visit.save", visit=visit, acts=[])
    shop.do("visit.park", visit=visit)
    assert shop.do("visit.save", acts=[COFFEE]).result["visit"] == visit


def test_a_payment_may_say_that_it_is_nobodys(shop: Play) -> None:
    visit = shop.do("visit.save", acts=[COFFEE], who={"name": "Mme Durand"}).result["visit"]
    taken = {"do": "caution.take", "cents": 5000}
    refused = shop.refused("till.settle", acts=[taken], payments=[cash(5000)], visit=visit, who={})
    assert refused.code == "caution.who_needed"
    shop.settle([taken], cash(5000), visit=visit)
