"""The relay's acts taken back: what then stands on the shelves, in the counts, and in La Poste's file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.reversals import Stay, reverse_hand_over
from tests.counter.desks import Play, context, posted_of
from tests.services.relay_desk import (
    AMBIGUOUS,
    DPD,
    LETTER,
    PARCEL,
    SEEN,
    everything_agrees,
    own,
    refusal,
    stays,
    table,
    take_back,
)
from tests.store.stores import raw

ACTS: dict[str, dict[str, Any]] = {
    "receive": {"do": "relay.receive", "tracking": PARCEL, "shelf": "A3"},
    "hand_over": {"do": "relay.hand_over", "tracking": PARCEL, **SEEN},
    "refuse": {"do": "relay.refuse", "tracking": PARCEL, "reason": "refused_by_addressee"},
    "return": {"do": "relay.hand_to_postman", "what": "returns", "trackings": [PARCEL]},
}


# One stay: what was done, which act is taken back -> where it stands, or why not.

AFTER: list[tuple[list[str], str, Any]] = [
    (["receive"], "receive", "cancelled"),
    (["receive", "hand_over"], "hand_over", "held"),
    (["receive", "refuse"], "refuse", "held"),
    # Something else happened to it since: that is taken back first.
    (["receive", "hand_over"], "receive", "relay.changed_since"),
    (["receive", "refuse"], "receive", "relay.changed_since"),
    # What the postman signed for stays.
    (["receive", "return"], "receive", "relay.slip_signed"),
    (["receive", "refuse", "return"], "refuse", "relay.slip_signed"),
    (["receive", "refuse", "return"], "receive", "relay.slip_signed"),
    (["receive", "return"], "return", "relay.slip_signed"),
    (["receive", "refuse", "return"], "return", "relay.slip_signed"),
]


@pytest.mark.parametrize(("done", "back", "outcome"), AFTER)
def test_one_stay(shop: Play, done: list[str], back: str, outcome: str) -> None:
    ops = {act: shop.do(**ACTS[act]).op for act in done}
    before = stays(shop)
    if outcome.startswith("relay."):
        assert refusal(shop, ops[back]).code == outcome
        assert stays(shop) == before
        return
    (entry,) = take_back(shop, ops[back]).posted
    first = next(item for item in shop.posted() if item.op == ops[back])
    assert (entry.kind, entry.aud, entry.data["state"], entry.data["of"]) == (
        "relay.reversed", "LAPOSTE", outcome, first.kind,
    )  # fmt: skip
    assert {name: entry.data[name] for name in ("custody", "tracking", "carrier", "shelf")} == {
        name: first.data[name] for name in ("custody", "tracking", "carrier", "shelf")
    }
    ended = "2026-11-25" if outcome == "cancelled" else None
    assert stays(shop) == [("A3", outcome, ended)]


# What may be done after an act was taken back; None: accepted.

THEN: list[tuple[list[str], str, dict[str, str | None]]] = [
    (
        ["receive"], "receive",
        {"receive": None, "hand_over": "relay.unknown", "refuse": "relay.unknown", "return": "relay.unknown"},
    ),
    (
        ["receive", "hand_over"], "hand_over",
        {"receive": "relay.already_held", "hand_over": None, "refuse": None, "return": None},
    ),
    (
        ["receive", "refuse"], "refuse",
        {"receive": "relay.already_held", "hand_over": None, "refuse": None, "return": None},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("done", "back", "act", "code"),
    [(done, back, act, code) for done, back, row in THEN for act, code in row.items()],
)
def test_it_is_as_if_nothing_had_been(
    shop: Play, done: list[str], back: str, act: str, code: str | None
) -> None:
    ops = {step: shop.do(**ACTS[step]).op for step in done}
    take_back(shop, ops[back])
    if code is None:
        shop.do(**ACTS[act])
    else:
        assert shop.code(**ACTS[act]) == code


def test_all_the_way_back(shop: Play) -> None:
    """The last act first: handed over, received; nothing is left but the trace."""
    received = shop.do(**ACTS["receive"]).op
    handed = shop.do(**ACTS["hand_over"]).op
    take_back(shop, handed)
    take_back(shop, received)
    assert stays(shop) == [("A3", "cancelled", "2026-11-25")]
    assert shop.status()["custody"] == {
        "received": 0,
        "handed_over": 0,
        "refused": 0,
        "returned": 0,
        "held": 0,
    }
    # A cancelled stay is nobody's: its own code finds it no more than its number.
    code = shop.rows("SELECT custody FROM relay_custody")[0][0]
    assert shop.code("relay.hand_over", custody=code, **SEEN) == "relay.unknown"
    assert shop.code("relay.hand_to_postman", what="returns") == "relay.nothing_to_hand"


def test_handed_over_twice_and_taken_back_twice(shop: Play) -> None:
    shop.do(**ACTS["receive"])
    first = shop.do(**ACTS["hand_over"]).op
    take_back(shop, first)
    second = shop.do(**ACTS["hand_over"]).op
    assert refusal(shop, first).code == "journal.reversed_already"
    take_back(shop, second)
    assert stays(shop) == [("A3", "held", None)]


def test_the_number_came_back_meanwhile(shop: Play) -> None:
    """Two open stays of one number cannot be: the shelf of the other is said."""
    shop.do(**ACTS["receive"])
    handed = shop.do(**ACTS["hand_over"]).op
    again = shop.do("relay.receive", tracking=PARCEL, shelf="B7").op
    refused = refusal(shop, handed)
    assert (refused.code, refused.params) == ("relay.already_held", {"tracking": PARCEL, "shelf": "B7"})
    take_back(shop, again)
    take_back(shop, handed)
    assert [(shelf, state) for shelf, state, _ in stays(shop)] == [("A3", "held"), ("B7", "cancelled")]


def test_another_principals_stay_of_the_number_is_no_bar(shop: Play) -> None:
    number = AMBIGUOUS
    shop.do("relay.receive", tracking=number, shelf="A3", carrier="colissimo")
    handed = shop.do("relay.hand_over", tracking=number, **SEEN).op
    shop.do("relay.receive", tracking=number, shelf="D1", carrier="dpd")
    take_back(shop, handed)
    assert [(shelf, state) for shelf, state, _ in stays(shop)] == [("A3", "held"), ("D1", "held")]


def test_items_without_a_number_do_not_bar_each_other(shop: Play) -> None:
    first = shop.do("relay.receive", shelf="A1", carrier="letter").result["custody"]
    handed = shop.do("relay.hand_over", custody=first, **SEEN).op
    shop.do("relay.receive", shelf="A2", carrier="letter")
    take_back(shop, handed)
    assert [(shelf, state) for shelf, state, _ in stays(shop)] == [("A1", "held"), ("A2", "held")]


def test_it_expires_on_its_own_day_all_the_same(shop: Play) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf="A3", label_deadline_day="2026-11-24")
    take_back(shop, shop.do(**ACTS["hand_over"]).op)
    assert shop.warned(**ACTS["hand_over"]) == ["relay.expired"]


def test_names_stay_where_they_were(shop: Play) -> None:
    received = shop.do(**ACTS["receive"], addressee={"name": "Mme Kessler"})
    answer = take_back(shop, received.op)
    assert shop.personal(received.posted[0].data["party"]) == "Mme Kessler"
    assert b"Kessler" not in (shop.entry(answer.posted[0].seq).payload or b"")


def test_an_end_that_was_another_act() -> None:
    """Two hand-overs of one stay: only the one that ended it is taken back."""
    (handed,) = posted_of([Event("relay.handed_over", {"custody": "c-1"})], first=12)
    for closed_seq in (11, 13):
        stay = Custody("c-1", "LAPOSTE", "colissimo", PARCEL, "A3", "handed_over", "2026-12-10", "2026-11-25")
        with pytest.raises(Refused) as caught:
            reverse_hand_over(Stay(replace(stay, closed_seq=closed_seq), None, 0), Undone(handed), context())
        assert caught.value.code == "relay.changed_since"


def test_a_stay_that_was_dropped_after_its_time(shop: Play) -> None:
    """Nothing of it is here any more: its act is not taken back."""
    op = shop.do(**ACTS["receive"]).op
    with raw(shop.desk.folder.store, shop.desk.keys.store_key) as rows:
        rows.execute("DELETE FROM relay_custody")
    assert refusal(shop, op).code == "relay.changed_since"


# Counts and La Poste's file.


def test_a_day_of_mistakes(shop: Play, tmp_path: Path) -> None:
    """Corrections stand one by one; what is held and counted is what is true."""
    shop.do(**ACTS["receive"])
    wrong = shop.do("relay.receive", tracking=LETTER, shelf="A9").op
    take_back(shop, wrong)
    take_back(shop, shop.do(**ACTS["hand_over"]).op)
    take_back(shop, shop.do(**ACTS["refuse"]).op)
    shop.do(**ACTS["hand_over"])
    assert shop.status()["custody"] == {
        "received": 1,
        "handed_over": 1,
        "refused": 0,
        "returned": 0,
        "held": 0,
    }
    shop.close(counted_cents=8000)
    assert shop.status()["custody"] == {
        "received": 1,
        "handed_over": 1,
        "refused": 0,
        "returned": 0,
        "held": 0,
    }
    rows = table(shop, "custody")
    assert [row["movement"] for row in rows] == [
        "arrivee", "arrivee", "annulation_arrivee", "remise", "annulation_remise", "refus", "annulation_refus", "remise",
    ]  # fmt: skip
    by_seq = {row["seq"]: row for row in rows}
    for row in rows:
        if row["movement"].startswith("annulation_"):
            corrected = by_seq[row["corrects"]]
            assert corrected["movement"] == row["movement"].removeprefix("annulation_")
            assert (corrected["custody"], corrected["tracking"]) == (row["custody"], row["tracking"])
            # What was seen at the counter stands with the act, not with its correction.
            assert (row["collector"], row["id_document"], row["deadline_day"]) == (None, None, None)
            assert row["reason"] == "wrong_key"
        else:
            assert row["corrects"] is None
    assert table(shop, "held") == []
    everything_agrees(shop, tmp_path)


def test_yesterdays_acts_taken_back_today(shop: Play, tmp_path: Path) -> None:
    """The closed day stays; today's counts are less by what was taken back, so that both days add up."""
    shop.do(**ACTS["receive"])
    handed = shop.do(**ACTS["hand_over"]).op
    received = shop.do("relay.receive", tracking=LETTER, shelf="A9").op
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path / "1")
    first = [entry.data["custody"] for entry in own(shop) if entry.kind == "relay.day_reported"]
    shop.open("2026-11-26T08:00")
    take_back(shop, handed)
    take_back(shop, received)
    shop.close(counted_cents=8000)
    second = [entry.data["custody"] for entry in own(shop) if entry.kind == "relay.day_reported"]
    assert first == [{"received": 2, "handed_over": 1, "refused": 0, "returned": 0, "held": 1}]
    assert second == [{"received": -1, "handed_over": -1, "refused": 0, "returned": 0, "held": 1}]
    # held before + received - handed over - returned = held
    assert 1 + second[0]["received"] - second[0]["handed_over"] == second[0]["held"]
    assert [row["tracking"] for row in table(shop, "held")] == [PARCEL]
    everything_agrees(shop, tmp_path / "2", "2026-11-26")


def test_another_network_is_told_of_a_correction_alone(shop: Play) -> None:
    """Nothing of DPD's is here any more: the correction still stands in its statement."""
    received = shop.do("relay.receive", tracking=DPD, shelf="D1").op
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    (entry,) = take_back(shop, received).posted
    assert (entry.aud, entry.data["carrier"]) == ("DPD", "dpd")
    shop.close(counted_cents=8000)
    (statement,) = [item for item in own(shop, "DPD") if item.kind == "relay.day_reported"]
    assert statement.data["custody"] == {
        "received": -1,
        "handed_over": 0,
        "refused": 0,
        "returned": 0,
        "held": 0,
    }
    shop.open("2026-11-27T08:00")
    shop.close(counted_cents=8000)
    assert own(shop, "DPD") == []
