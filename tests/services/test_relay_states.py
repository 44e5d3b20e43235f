"""The life of an item: every act in every state, written by hand from what a relay does.

Received and put on its shelf, perhaps reminded of, then handed over, or refused, or too late: then it goes
back with the postman on a slip. Beside it: damaged, misrouted, not to be found, with somebody else.

Source: docs/trade.md, "Life of an item", rules 11 and 12; decision 0031.
"""

from typing import Any

import pytest

from concierge_desk.services.relay.model import states
from tests.counter.desks import Play
from tests.services.relay_desk import PARCEL, SEEN, receive, state_of, take_back, wrong_person

# How an item comes to stand where it stands.

RECEIVED = ["receive"]
BEFORE: dict[str, list[str]] = {
    "never here": [],
    "entered by mistake": ["receive", "back"],
    "on its shelf": RECEIVED,
    "reminded of": [*RECEIVED, "remind"],
    "expired": ["receive overdue"],
    "damaged": [*RECEIVED, "damaged"],
    "misrouted": [*RECEIVED, "misrouted"],
    "refused": [*RECEIVED, "refuse"],
    "not to be found": [*RECEIVED, "not_found"],
    "refused, not to be found": [*RECEIVED, "refuse", "not_found"],
    "on a slip": [*RECEIVED, "prepare_slip"],
    "refused, on a slip": [*RECEIVED, "refuse", "prepare_slip"],
    "handed over": [*RECEIVED, "hand_over"],
    "with somebody else": [*RECEIVED, "hand_over", "wrong person"],
    "damaged, with somebody else": [*RECEIVED, "damaged", "hand_over", "wrong person"],
    "given back": [*RECEIVED, "postman"],
    "refused, given back": [*RECEIVED, "refuse", "postman"],
    "lost": [*RECEIVED, "not_found", "lost"],
}

# What a clerk may then do, and where the item stands afterwards; or what is answered.

LIKE_ON_ITS_SHELF = {
    "receive": "already_held",
    "hand_over": "-> handed_over",
    "refuse": "-> refused",
    "move": "-> held",
    "remind": "-> held",
    "damaged": "-> damaged",
    "misrouted": "-> misrouted",
    "not_found": "-> not_found",
    "found": "not_missing",
    "lost": "not_missing",
    "prepare_slip": "-> held",
    "postman": "-> returned",
    "taken_back": "still_here",
}


def all_answer(code: str, **but: str) -> dict[str, str]:
    return {**dict.fromkeys(LIKE_ON_ITS_SHELF, code), **but}


LIFE: dict[str, dict[str, str]] = {
    "never here": all_answer("unknown", receive="-> held"),
    "entered by mistake": all_answer("unknown", receive="-> held"),
    "on its shelf": LIKE_ON_ITS_SHELF,
    "reminded of": LIKE_ON_ITS_SHELF,
    # Expired is not gone: until it is on a slip, all may be done that could be done before.
    "expired": LIKE_ON_ITS_SHELF,
    "damaged": {
        "receive": "already_held",
        "hand_over": "-> handed_over",
        "refuse": "-> refused",
        "move": "-> damaged",
        "remind": "-> damaged",
        "damaged": "damaged_already",
        "misrouted": "-> misrouted",
        "not_found": "-> not_found",
        "found": "not_missing",
        "lost": "not_missing",
        "prepare_slip": "-> damaged",
        "postman": "-> returned",
        "taken_back": "still_here",
    },
    # A damage is noted whatever becomes of the item; what goes back anyway stays what it is.
    "misrouted": {
        "receive": "already_held",
        "hand_over": "misrouted_already",
        "refuse": "misrouted_already",
        "move": "-> misrouted",
        "remind": "misrouted_already",
        "damaged": "-> misrouted",
        "misrouted": "misrouted_already",
        "not_found": "-> not_found",
        "found": "not_missing",
        "lost": "not_missing",
        "prepare_slip": "-> misrouted",
        "postman": "-> returned",
        "taken_back": "still_here",
    },
    "refused": {
        "receive": "already_held",
        "hand_over": "refused_already",
        "refuse": "refused_already",
        "move": "-> refused",
        "remind": "refused_already",
        "damaged": "-> refused",
        "misrouted": "refused_already",
        "not_found": "-> not_found",
        "found": "not_missing",
        "lost": "not_missing",
        "prepare_slip": "-> refused",
        "postman": "-> returned",
        "taken_back": "still_here",
    },
    "not to be found": all_answer(
        "not_found", receive="already_held", found="-> held", lost="-> lost", taken_back="still_here"
    ),
    "refused, not to be found": all_answer(
        "not_found", receive="already_held", found="-> refused", lost="-> lost", taken_back="still_here"
    ),
    "on a slip": all_answer(
        "on_slip", receive="already_held", found="not_missing", lost="not_missing", taken_back="still_here"
    ),
    "refused, on a slip": all_answer(
        "refused_already",
        receive="already_held",
        move="on_slip",
        damaged="on_slip",
        not_found="on_slip",
        found="not_missing",
        lost="not_missing",
        prepare_slip="on_slip",
        postman="on_slip",
        taken_back="still_here",
    ),
    # It is not here and has not ended: it comes back, or is given up, before anything else is said of it.
    "with somebody else": all_answer("misdelivered", found="-> held", lost="-> lost"),
    "damaged, with somebody else": all_answer("misdelivered", found="-> damaged", lost="-> lost"),
    # What is not here any more: its number may come back, and is a new stay. On a slip stands what is here.
    "handed over": all_answer(
        "already_handed_over", receive="-> held", prepare_slip="unknown", postman="unknown"
    ),
    "given back": all_answer(
        "returned_already", receive="-> held", prepare_slip="unknown", postman="unknown", taken_back="-> held"
    ),
    "refused, given back": all_answer(
        "returned_already",
        receive="-> held",
        prepare_slip="unknown",
        postman="unknown",
        taken_back="-> refused",
    ),
    "lost": all_answer("lost_already", receive="-> held", prepare_slip="unknown", postman="unknown"),
}

NUMBER = {"tracking": PARCEL}
ACTS: dict[str, dict[str, Any]] = {
    "receive": {"do": "relay.receive", "shelf": "A3", **NUMBER},
    "receive overdue": {"do": "relay.receive", "shelf": "A3", "label_deadline_day": "2026-11-24", **NUMBER},
    "hand_over": {"do": "relay.hand_over", **SEEN, **NUMBER},
    "refuse": {"do": "relay.refuse", "reason": "refused_by_addressee", **NUMBER},
    "move": {"do": "relay.move", "shelf": "B7", **NUMBER},
    "remind": {"do": "relay.remind", **NUMBER},
    "prepare_slip": {"do": "relay.prepare_slip", "what": "returns", "trackings": [PARCEL]},
    "postman": {"do": "relay.hand_to_postman", "what": "returns", "trackings": [PARCEL]},
    "taken_back": {"do": "relay.taken_back", **NUMBER},
    **{
        what: {"do": "relay.report_incident", "incident": what, **NUMBER}
        for what in ("damaged", "misrouted", "not_found", "found", "lost")
    },
}


def bring(play: Play, place: str) -> None:
    op = None
    for step in BEFORE[place]:
        if step == "back":
            take_back(play, op)
        elif step == "wrong person":
            wrong_person(play, op)
        else:
            op = play.do(**ACTS[step]).op


def latest(play: Play) -> str | None:
    rows = play.rows("SELECT state FROM relay_custody ORDER BY received_seq DESC LIMIT 1")
    return rows[0][0] if rows else None


def test_the_table_is_whole() -> None:
    assert set(LIFE) == set(BEFORE)
    acts = {act for act in ACTS if act != "receive overdue"}
    assert all(set(row) == acts for row in LIFE.values())


@pytest.mark.parametrize("place", LIFE)
def test_what_may_not_be_done(shop: Play, place: str) -> None:
    """R-5.02: nothing is written, and the answer says where the item stands."""
    bring(shop, place)
    stood = latest(shop)
    for act, outcome in LIFE[place].items():
        if not outcome.startswith("-> "):
            assert shop.code(**ACTS[act]) == f"relay.{outcome}", act
    assert latest(shop) == stood


@pytest.mark.parametrize(
    ("place", "act", "state"),
    [
        (place, act, outcome.removeprefix("-> "))
        for place, row in LIFE.items()
        for act, outcome in row.items()
        if outcome.startswith("-> ")
    ],
)
def test_what_may_be_done(shop: Play, place: str, act: str, state: str) -> None:
    """R-5.02: from each state to the next, and nowhere else."""
    bring(shop, place)
    shop.do(**ACTS[act])
    assert latest(shop) == state


@pytest.mark.parametrize(
    ("place", "outcome"), [("on a slip", "returned"), ("refused, on a slip", "returned")]
)
def test_what_is_on_a_slip_leaves_when_it_is_signed(shop: Play, place: str, outcome: str) -> None:
    bring(shop, place)
    shop.do("relay.hand_to_postman", slip="B-2026-0001")
    assert latest(shop) == outcome


def test_what_was_taken_back_may_be_signed_for_again(shop: Play) -> None:
    bring(shop, "refused, given back")
    shop.do(**ACTS["taken_back"])
    assert shop.code(**ACTS["hand_over"]) == "relay.refused_already"
    assert shop.do(**ACTS["postman"]).result["number"] == "B-2026-0002"
    assert latest(shop) == "returned"


def test_found_again_after_each_state(shop: Play) -> None:
    """What is found is what it was: held, damaged, refused, misrouted."""
    custody = receive(shop)
    for before in ("held", "damaged", "refused"):
        if before == "damaged":
            shop.do(**ACTS["damaged"])
        if before == "refused":
            shop.do(**ACTS["refuse"])
        shop.do(**ACTS["not_found"])
        answer = shop.do(**ACTS["found"])
        assert (answer.result["state"], state_of(shop, custody)) == (before, before)


def test_every_state_and_act_of_the_program_stands_in_the_table() -> None:
    """A state or act that comes later must be given its row here."""
    reached = {
        outcome.removeprefix("-> ")
        for row in LIFE.values()
        for outcome in row.values()
        if outcome.startswith("-> ")
    } | {states.CANCELLED, states.MISDELIVERED}
    assert reached == {*states.IN_CARE, *states.ENDED}
    assert set(states.NEXT) == {*ACTS} - {"receive", "receive overdue", "prepare_slip", "postman", "taken_back"} | {
        states.RETURN
    }  # fmt: skip
