"""The life of a slip, in the words of a service that is not the relay: prepared, signed or cancelled, then left alone."""

import pytest

from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.mechanisms.slips.model import CANCELLED, PREPARED, SIGNED
from concierge_desk.mechanisms.slips.model.slips import (
    OnSlip,
    Slip,
    SlipSheet,
    cancelled,
    prepared,
    require_prepared,
    signed,
    signed_at_once,
)
from concierge_desk.store.till import next_number
from tests.counter.desks import context, posted_of
from tests.mechanisms.coats import SLIP_RULES, SLIPS, Cloakroom

ITEMS = ({"coat": "C1"}, {"coat": "C2"})
LISTED = OnSlip(ITEMS, frozenset({"CLEAN1"}), {"round": "tuesday"})


def on(room: Cloakroom) -> list[tuple[str, str | None]]:
    """Return by coat the slip that it is on."""
    return room.read(lambda rows: rows.execute("SELECT coat, slip FROM coat ORDER BY coat").fetchall())


def slip(room: Cloakroom, number: str) -> Slip:
    found = room.read(lambda rows: SLIPS.slip(rows, number))
    assert found is not None
    return found


def refused(code: str, **params: str | None) -> tuple[str, dict[str, str | None]]:
    return f"coats.{code}", params


def told(caught: pytest.ExceptionInfo[Refused]) -> tuple[str, dict[str, str | int | None]]:
    return caught.value.code, dict(caught.value.params)


def prepare(room: Cloakroom) -> Posted:
    n = room.read(lambda rows: next_number(rows, SLIP_RULES.series, 2026))
    return room.write(prepared(SLIP_RULES, LISTED, n, context()))


# What is decided.


def test_a_slip_is_prepared() -> None:
    assert prepared(SLIP_RULES, LISTED, 7, context()) == Event(
        "coats.slip_prepared",
        {"slip": "B-2026-0007", "round": "tuesday", "items": list(ITEMS)},
        aud="CLEAN1",
        documents=("coats_slip:B-2026-0007",),
        always_printed=("coats_slip:B-2026-0007",),
    )


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        (OnSlip((), frozenset()), "none_waits"),
        (OnSlip(ITEMS, frozenset({"CLEAN1", "CLEAN2"})), "two_cleaners"),
    ],
)
def test_a_slip_is_ones_and_has_something_on_it(listed: OnSlip, code: str) -> None:
    with pytest.raises(Refused) as caught:
        prepared(SLIP_RULES, listed, 1, context())
    assert told(caught) == refused(code)


def test_what_is_signed_as_it_is_made_is_one_entry_with_its_paper() -> None:
    made = prepared(SLIP_RULES, LISTED, 1, context())
    at_once = signed_at_once(SLIP_RULES, made, ("p-1",))
    assert (at_once.kind, at_once.data, at_once.erases) == ("coats.sent", made.data, ("p-1",))
    assert at_once.always_printed == made.always_printed


# A slip in the store.


def test_a_slip_is_prepared_and_signed(room: Cloakroom) -> None:
    number = prepare(room).data["slip"]
    assert on(room) == [("C1", number), ("C2", number)]
    waiting = slip(room, number)
    assert (waiting.state, waiting.items, waiting.more) == (PREPARED, ITEMS, {"round": "tuesday"})
    event = signed(SLIP_RULES, require_prepared(SLIP_RULES, waiting, number), ("p-1",))
    assert event.data == {"slip": number, "round": "tuesday", "items": list(ITEMS)}
    assert (event.aud, event.erases, event.always_printed) == ("CLEAN1", ("p-1",), ())
    seq = room.write(event).seq
    gone = room.read(lambda rows: SLIPS.of_entry(rows, seq))
    assert gone is not None
    assert (gone.number, gone.state, gone.seq) == (number, SIGNED, seq)
    with pytest.raises(Refused) as caught:
        require_prepared(SLIP_RULES, gone, number)
    assert told(caught) == refused("slip_signed_already", slip=number, day="2026-11-25")


def test_what_is_said_anew_as_it_is_signed(room: Cloakroom) -> None:
    number = prepare(room).data["slip"]
    assert signed(SLIP_RULES, slip(room, number), round="friday").data["round"] == "friday"


def test_the_number_of_a_slip_is_used_once(room: Cloakroom) -> None:
    first = prepare(room)
    room.write(cancelled(SLIP_RULES, PREPARED, Undone(first), "round"))
    n = room.read(lambda rows: next_number(rows, SLIP_RULES.series, 2026))
    at_once = room.write(signed_at_once(SLIP_RULES, prepared(SLIP_RULES, LISTED, n, context())))
    assert (first.data["slip"], at_once.data["slip"]) == ("B-2026-0001", "B-2026-0002")
    assert room.read(lambda rows: SLIPS.state(rows, "B-2026-0002")) == SIGNED


def test_what_was_on_a_cancelled_slip_waits_again(room: Cloakroom) -> None:
    posted = prepare(room)
    number = posted.data["slip"]
    event = cancelled(SLIP_RULES, PREPARED, Undone(posted), "round")
    assert (event.kind, event.aud) == ("coats.reversed", "CLEAN1")
    assert event.data == {
        "of": "coats.slip_prepared",
        "slip": number,
        "round": "tuesday",
        "state": CANCELLED,
    }
    room.write(event)
    assert on(room) == [("C1", None), ("C2", None)]
    with pytest.raises(Refused) as caught:
        require_prepared(SLIP_RULES, slip(room, number), number)
    assert told(caught) == refused("slip_cancelled", slip=number)


def test_what_no_slip_is(room: Cloakroom) -> None:
    assert room.read(lambda rows: (SLIPS.slip(rows, "B-2026-0009"), SLIPS.of_entry(rows, 1))) == (None, None)
    with pytest.raises(Refused) as caught:
        require_prepared(SLIP_RULES, None, "B-2026-0009")
    assert told(caught) == refused("slip_unknown", slip="B-2026-0009")


@pytest.mark.parametrize(
    ("state", "expected"),
    [(SIGNED, refused("slip_signed")), (CANCELLED, refused("slip_cancelled", slip="B-2026-0001"))],
)
def test_only_what_waits_is_cancelled(state: str, expected: object) -> None:
    (posted,) = posted_of([Event("coats.slip_prepared", {"slip": "B-2026-0001"})])
    with pytest.raises(Refused) as caught:
        cancelled(SLIP_RULES, state, Undone(posted))
    assert told(caught) == expected


def test_its_paper_is_drawn_where_it_was_signed_last(room: Cloakroom) -> None:
    first = prepare(room)
    number = first.data["slip"]

    def sheet() -> SlipSheet:
        return room.read(lambda rows: SLIPS.sheet(rows, number, f"coats_slip:{number}"))

    assert (sheet().posted, sheet().state, sheet().correction) == (first, PREPARED, None)
    sent = room.write(signed(SLIP_RULES, slip(room, number)))
    assert (sheet().posted, sheet().state) == (sent, SIGNED)
    assert sheet().anchor


def test_the_paper_of_no_slip(room: Cloakroom) -> None:
    with pytest.raises(Refused) as caught:
        room.read(lambda rows: SLIPS.sheet(rows, "B-2026-0009", "coats_slip:B-2026-0009"))
    assert told(caught) == ("print.unknown", {"document": "coats_slip:B-2026-0009"})
