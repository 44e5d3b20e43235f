"""Where the talk with a customer stood: it comes back with the visit, and stands nowhere else."""

import json
from typing import Any

import pytest

from concierge_desk.domain.visit import Visit
from concierge_desk.store import visits
from tests.counter.desks import COFFEE, Play, card, line_of

STEP = {"v": 1, "offer": "6A15602676300", "answers": [None, "id_card"], "line": {"at": 2}}


def kept(play: Play, code: str) -> Visit:
    found = play.desk.store.read(lambda rows: visits.visit(rows, code))
    assert found is not None
    return found


def begun(play: Play, *acts: dict[str, Any], **fields: Any) -> str:
    return str(play.do("visit.save", acts=list(acts), **fields).result["visit"])


def test_it_comes_back_as_it_was_saved(shop: Play) -> None:
    visit = begun(shop, COFFEE, step=STEP)
    assert kept(shop, visit).step == STEP
    shop.do("visit.park", visit=visit)
    shop.do("visit.resume", visit=visit)
    assert kept(shop, visit).step == STEP
    (listed,) = shop.desk.store.read(visits.visits)
    assert listed == kept(shop, visit)


def test_a_visit_is_saved_as_it_stands(shop: Play) -> None:
    visit = begun(shop, COFFEE, step=STEP)
    begun(shop, COFFEE, visit=visit)
    assert kept(shop, visit).step == {}


@pytest.mark.parametrize("end", ["settle", "abandon"])
def test_it_goes_with_the_visit_and_is_in_no_entry(shop: Play, end: str) -> None:
    op = shop.op()
    answer = shop.do("visit.save", op=op, acts=[COFFEE], step=STEP)
    visit = answer.result["visit"]
    # The same op again is the same answer: nothing of the step is in it.
    assert line_of(shop.do("visit.save", op=op, acts=[COFFEE], step=STEP)) == line_of(answer)
    assert set(answer.result) == {"visit", "acts", "note_needed"}
    if end == "settle":
        shop.do("till.settle", payments=[card(120)], visit=visit)
    else:
        shop.do("visit.abandon", visit=visit)
    assert shop.desk.store.read(visits.visits) == ()
    assert not any("6A15602676300" in json.dumps(dict(entry.data)) for entry in shop.posted())
    told = shop.rows("SELECT told FROM operation WHERE op = ?", op)
    assert "6A15602676300" not in str(told)


def test_another_step_under_the_same_op_is_another_content(shop: Play) -> None:
    op = shop.op()
    shop.do("visit.save", op=op, acts=[COFFEE], step=STEP)
    assert shop.code("visit.save", op=op, acts=[COFFEE], step={}) == "op.conflict"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ([], "input.object"),
        ("A3", "input.object"),
        (3, "input.object"),
        ({"text": "x" * 4085}, "input.too_long"),
        # What is kept is what is measured: an accent takes its six characters.
        ({"text": "é" * 681}, "input.too_long"),
    ],
)
def test_no_object_or_too_long_a_one(shop: Play, step: Any, code: str) -> None:
    refused = shop.refused("visit.save", acts=[], step=step)
    assert (refused.code, refused.params["field"]) == (code, "step")


def test_the_longest_step_is_kept(shop: Play) -> None:
    longest = {"text": "x" * 4084}
    assert len(json.dumps(longest)) == 4096
    assert kept(shop, begun(shop, step=longest)).step == longest


def test_a_talk_that_was_begun_is_set_aside_and_not_taken_for_an_empty_visit(shop: Play) -> None:
    """Parked without a line, but in the middle of a hand-over: the next person gets a visit of her own."""
    talking = begun(shop, step=STEP)
    shop.do("visit.park", visit=talking)
    other = begun(shop, COFFEE)
    assert other != talking
    assert kept(shop, talking) == Visit(talking, True, (), kept(shop, talking).saved_at, STEP)
    # An empty one still makes room.
    empty = begun(shop)
    shop.do("visit.park", visit=empty)
    assert begun(shop, COFFEE) == empty


def test_a_talk_bars_no_closing_and_does_not_outlive_the_day(shop: Play) -> None:
    begun(shop, step=STEP)
    shop.close("2026-11-25T11:40", counted_cents=8000)
    assert shop.desk.store.read(visits.visits) == ()


def test_a_step_is_kept_with_a_visit_that_waits_for_the_next_day(shop: Play) -> None:
    visit = begun(shop, COFFEE, step=STEP)
    shop.close("2026-11-25T11:40", counted_cents=8000, parked="keep")
    assert (kept(shop, visit).parked, kept(shop, visit).step) == (True, STEP)
