"""The postman's slip: listed, signed, cancelled; and what stayed behind."""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.reversals import cancel_slip
from tests.counter.desks import Play, card, context, posted_of
from tests.services.relay_desk import (
    AMBIGUOUS,
    DPD,
    LETTER,
    OTHER,
    PARCEL,
    SEEN,
    everything_agrees,
    incident,
    on_slip,
    rebuilt,
    receive,
    refusal,
    statement,
    stays,
    table,
    take_back,
)

OVERDUE = {"label_deadline_day": "2026-11-24"}
LATER = {"label_deadline_day": "2026-12-24"}


def test_the_slip_takes_everything_that_waits_once(shop: Play) -> None:
    """The real day in small: letters, a return, franked items with and without a number."""
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("relay.deposit", kind="prepaid_return", tracking="8K00009775862")
    shop.do("relay.deposit", kind="parcel", tracking=DPD)
    frank = {"do": "relay.frank", "product": "COL", "weight_g": 250}
    shop.settle([frank, {**frank, "tracking": OTHER}], card(1098))
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert on_slip(slip) == [
        ("letter", 14, None),
        ("prepaid_return", 1, "8K00009775862"),
        ("franked", 1, None),
        ("franked", 1, OTHER),
    ]
    assert slip.result["number"] == "B-2026-0001"
    assert slip.posted[0].aud == "LAPOSTE"
    assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"
    # The other network's parcel waits for its own driver.
    theirs = shop.do("relay.hand_to_postman", what="deposits", trackings=[DPD])
    assert (theirs.result["number"], theirs.posted[0].aud) == ("B-2026-0002", "DPD")
    assert shop.rows("SELECT slip, count(*) FROM relay_outgoing GROUP BY slip") == [
        ("B-2026-0001", 4),
        ("B-2026-0002", 1),
    ]


def test_chosen_deposits(shop: Play) -> None:
    for number in (PARCEL, OTHER):
        shop.do("relay.deposit", kind="parcel", tracking=number)
    slip = shop.do("relay.hand_to_postman", what="deposits", trackings=[" 6a 15602 68384 1", OTHER])
    assert on_slip(slip) == [("parcel", 1, OTHER)]
    assert shop.code("relay.hand_to_postman", what="deposits", trackings=[OTHER]) == "relay.unknown"
    assert on_slip(shop.do("relay.hand_to_postman", what="deposits")) == [("parcel", 1, PARCEL)]


def test_returns_by_default_are_what_was_refused_or_is_overdue(shop: Play) -> None:
    receive(shop, "861011301731382", label_deadline_day="2026-11-24")  # over since yesterday
    receive(shop, "8L41392128255", label_deadline_day="2026-11-25")  # its last day
    receive(shop, PARCEL, label_deadline_day="2026-12-24")
    receive(shop, OTHER, label_deadline_day="2026-12-24")
    receive(shop, DPD, label_deadline_day="2026-11-24", shelf="D1")
    shop.do("relay.refuse", tracking=OTHER, reason="refused_by_addressee")
    slip = shop.do("relay.hand_to_postman", what="returns")
    assert on_slip(slip) == [("return", 1, "861011301731382"), ("return", 1, OTHER)]
    assert [item["refused"] for item in slip.posted[0].data["items"]] == [False, True]
    assert slip.warnings == ()
    assert shop.code("relay.hand_to_postman", what="returns") == "relay.nothing_to_hand"
    assert shop.status()["custody"] == {
        "received": 5,
        "handed_over": 0,
        "refused": 1,
        "returned": 2,
        "held": 3,
    }


def test_chosen_returns_may_be_early(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-24")
    receive(shop, OTHER, label_deadline_day="2026-11-24")
    slip = shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL, OTHER, PARCEL])
    assert len(on_slip(slip)) == 2
    assert [(w.code, w.params) for w in slip.warnings] == [
        ("relay.not_due", {"tracking": PARCEL, "deadline_day": "2026-12-24"})
    ]


@pytest.mark.parametrize("what", ["returns", "deposits"])
def test_a_slip_of_two_networks(shop: Play, what: str) -> None:
    for number in (PARCEL, DPD):
        if what == "returns":
            receive(shop, number)
        else:
            shop.do("relay.deposit", kind="parcel", tracking=number)
    assert shop.code("relay.hand_to_postman", what=what, trackings=[PARCEL, DPD]) == "relay.mixed_carriers"
    shop.do("relay.hand_to_postman", what=what, trackings=[DPD])
    shop.do("relay.hand_to_postman", what=what, trackings=[PARCEL])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": "returns"}, "relay.nothing_to_hand"),
        ({"what": "deposits"}, "relay.nothing_to_hand"),
        ({"what": "returns", "trackings": ["ABC"]}, "relay.unknown"),
        ({"what": "deposits", "trackings": ["ABC"]}, "relay.unknown"),
        ({"what": "returns", "trackings": []}, "input.list"),
        ({"what": "returns", "trackings": PARCEL}, "input.list"),
        ({"what": "everything"}, "input.choice"),
        ({}, "relay.slip_or_what"),
        ({"trackings": [PARCEL]}, "relay.slip_or_what"),
        ({"slip": "B-2026-0001"}, "relay.slip_unknown"),
        ({"slip": "B-2026-0001", "trackings": [PARCEL]}, "relay.slip_or_what"),
    ],
)
def test_slips_refused(shop: Play, fields: dict[str, Any], code: str) -> None:
    assert shop.code("relay.hand_to_postman", **fields) == code


def test_slips_are_numbered_without_gap_and_by_year(shop: Play) -> None:
    for n in (1, 2):
        shop.do("relay.deposit", kind="letter", count=1)
        assert shop.do("relay.hand_to_postman", what="deposits").result["number"] == f"B-2026-000{n}"
        assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"
    shop.close(counted_cents=None)
    shop.hands.set("2027-01-04T15:00")
    shop.do("day.open", confirmed_day="2027-01-04")
    shop.do("relay.deposit", kind="letter", count=1)
    assert shop.do("relay.hand_to_postman", what="deposits").result["number"] == "B-2027-0001"


def test_yesterdays_deposits_leave_today(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=3)
    shop.close(counted_cents=None)
    shop.open("2026-11-26T08:00")
    shop.do("relay.hand_to_postman", what="deposits")
    assert shop.rows("SELECT deposited_day, left_day, pieces FROM relay_outgoing") == [
        ("2026-11-25", "2026-11-26", 3)
    ]
    assert shop.status()["deposits"] == 0


def test_la_postes_first_where_two_networks_share_a_number(shop: Play) -> None:
    """It is La Poste's postman who stands there."""
    theirs = receive(shop, AMBIGUOUS, carrier="dpd", label_deadline_day="2026-11-01")
    mine = receive(shop, AMBIGUOUS, carrier="colissimo", label_deadline_day="2026-11-24")
    for custody, owner in ((mine, "LAPOSTE"), (theirs, "DPD")):
        slip = shop.do("relay.hand_to_postman", what="returns", trackings=[AMBIGUOUS])
        assert (slip.posted[0].aud, slip.posted[0].data["items"][0]["custody"]) == (owner, custody)


# Prepared, then signed.


def test_a_slip_is_prepared_and_signed(shop: Play, tmp_path: Path) -> None:
    receive(shop, PARCEL, **OVERDUE)
    receive(shop, OTHER, **LATER)
    prepared = shop.do("relay.prepare_slip", what="returns")
    assert prepared.result == {
        "number": "B-2026-0001", "what": "returns", "counts": {"return": 1}, "with_number": 1,
    }  # fmt: skip
    assert prepared.posted[0].data["documents"] == ["slip:B-2026-0001"]
    assert shop.status()["custody"]["returned"] == 0
    assert stays(shop) == [("A3", "held", None), ("A3", "held", None)]
    signed = shop.do("relay.hand_to_postman", slip="b-2026-0001")
    assert on_slip(signed) == on_slip(prepared) == [("return", 1, PARCEL)]
    assert (signed.result["number"], signed.warnings) == ("B-2026-0001", ())
    assert shop.status()["custody"] == {
        "received": 2,
        "handed_over": 0,
        "refused": 0,
        "returned": 1,
        "held": 1,
    }
    refused = shop.refused("relay.hand_to_postman", slip="B-2026-0001")
    assert (refused.code, refused.params) == (
        "relay.slip_signed_already",
        {"slip": "B-2026-0001", "day": "2026-11-25"},
    )
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_the_number_is_drawn_when_the_slip_is_prepared(shop: Play) -> None:
    receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.prepare_slip", what="returns")
    shop.do("relay.deposit", kind="letter", count=2)
    assert shop.do("relay.hand_to_postman", what="deposits").result["number"] == "B-2026-0002"
    assert shop.do("relay.hand_to_postman", slip="B-2026-0001").result["number"] == "B-2026-0001"
    assert shop.rows("SELECT number, state, what FROM relay_slip ORDER BY number") == [
        ("B-2026-0001", "signed", "returns"),
        ("B-2026-0002", "signed", "deposits"),
    ]


def test_what_comes_later_is_not_on_a_slip_that_was_prepared(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=2)
    shop.do("relay.prepare_slip", what="deposits")
    shop.do("relay.deposit", kind="letter", count=5)
    assert shop.do("relay.hand_to_postman", slip="B-2026-0001").result["counts"] == {"letter": 2}
    assert shop.do("relay.hand_to_postman", what="deposits").result["counts"] == {"letter": 5}


def test_what_is_on_a_slip_is_on_no_other(shop: Play) -> None:
    receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.deposit", kind="parcel", tracking=OTHER)
    shop.do("relay.prepare_slip", what="returns")
    shop.do("relay.prepare_slip", what="deposits")
    for do in ("relay.prepare_slip", "relay.hand_to_postman"):
        assert shop.code(do, what="returns") == "relay.nothing_to_hand"
        assert shop.code(do, what="deposits") == "relay.nothing_to_hand"
        taken = shop.refused(do, what="returns", trackings=[PARCEL])
        assert (taken.code, taken.params) == ("relay.on_slip", {"tracking": PARCEL, "slip": "B-2026-0001"})
        taken = shop.refused(do, what="deposits", trackings=[OTHER])
        assert (taken.code, taken.params) == ("relay.on_slip", {"tracking": OTHER, "slip": "B-2026-0002"})


def test_a_slip_is_what_it_is(shop: Play) -> None:
    """The word beside the number must be the slip's own; a chosen list is another slip."""
    receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.prepare_slip", what="returns")
    assert shop.code("relay.hand_to_postman", slip="B-2026-0001", what="deposits") == "relay.slip_or_what"
    assert (
        shop.code("relay.hand_to_postman", slip="B-2026-0001", what="returns", trackings=[PARCEL])
        == "relay.slip_or_what"
    )
    shop.do("relay.hand_to_postman", slip="B-2026-0001", what="returns")


def test_early_returns_are_told_when_the_slip_is_prepared(shop: Play) -> None:
    receive(shop, PARCEL, **LATER)
    prepared = shop.do("relay.prepare_slip", what="returns", trackings=[PARCEL])
    assert [(w.code, w.params) for w in prepared.warnings] == [
        ("relay.not_due", {"tracking": PARCEL, "deadline_day": "2026-12-24"})
    ]
    assert shop.do("relay.hand_to_postman", slip="B-2026-0001").warnings == ()


def test_the_paper_is_printed_once(shop: Play) -> None:
    """A slip that was prepared is on paper already when it is signed; one made at once prints itself."""
    shop.do("relay.deposit", kind="letter", count=1)
    prepared = shop.do("relay.prepare_slip", what="deposits")
    signed = shop.do("relay.hand_to_postman", slip="B-2026-0001")
    shop.do("relay.deposit", kind="letter", count=1)
    at_once = shop.do("relay.hand_to_postman", what="deposits")
    queued = [job for (job,) in shop.rows("SELECT document FROM outbox ORDER BY rowid")]
    assert queued == ["slip:B-2026-0001", "slip:B-2026-0002"]
    assert prepared.posted and signed.posted and at_once.posted


def test_a_cancelled_slip(shop: Play, tmp_path: Path) -> None:
    """What was on it waits again; its number stays used."""
    receive(shop, PARCEL, **OVERDUE)
    op = shop.do("relay.prepare_slip", what="returns").op
    (entry,) = take_back(shop, op).posted
    data = entry.data
    assert (entry.kind, entry.aud, data["of"], data["slip"], data["what"], data["state"]) == (
        "relay.reversed", "LAPOSTE", "relay.slip_prepared", "B-2026-0001", "returns", "cancelled",
    )  # fmt: skip
    refused = shop.refused("relay.hand_to_postman", slip="B-2026-0001")
    assert (refused.code, refused.params) == ("relay.slip_cancelled", {"slip": "B-2026-0001"})
    assert shop.code("relay.report_incident", tracking=PARCEL, incident="found") == "relay.not_missing"
    shop.do("relay.move", tracking=PARCEL, shelf="B1")
    assert shop.do("relay.hand_to_postman", what="returns").result["number"] == "B-2026-0002"
    assert refusal(shop, op).code == "journal.reversed_already"
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_a_signed_slip_is_not_cancelled(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=3)
    prepared = shop.do("relay.prepare_slip", what="deposits").op
    signed = shop.do("relay.hand_to_postman", slip="B-2026-0001").op
    assert refusal(shop, prepared).code == "relay.slip_signed"
    assert refusal(shop, signed).code == "relay.slip_signed"


def test_deposits_of_a_cancelled_slip_wait_again(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=3)
    take_back(shop, shop.do("relay.prepare_slip", what="deposits").op)
    assert on_slip(shop.do("relay.hand_to_postman", what="deposits")) == [("letter", 3, None)]


def test_the_second_of_two_slips_is_cancelled(shop: Play) -> None:
    for number in (PARCEL, OTHER):
        receive(shop, number, **OVERDUE)
        shop.do("relay.prepare_slip", what="returns")
    op = shop.rows("SELECT op FROM operation ORDER BY first_seq DESC LIMIT 1")[0][0]
    take_back(shop, op)
    assert shop.code("relay.refuse", tracking=PARCEL, reason="damaged") == "relay.on_slip"
    shop.do("relay.refuse", tracking=OTHER, reason="damaged")


def test_a_slip_over_the_night(shop: Play, tmp_path: Path) -> None:
    """Prepared in the evening, signed in the morning: it left on the second day, and counts there."""
    receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.prepare_slip", what="returns")
    shop.close(counted_cents=8000)
    assert (statement(shop)["custody"]["returned"], statement(shop)["custody"]["held"]) == (0, 1)
    shop.open("2026-11-26T08:00")
    shop.do("relay.hand_to_postman", slip="B-2026-0001")
    shop.close(counted_cents=8000)
    assert (statement(shop)["custody"]["returned"], statement(shop)["custody"]["held"]) == (1, 0)
    assert shop.rows("SELECT day, state FROM relay_slip") == [("2026-11-26", "signed")]
    everything_agrees(shop, tmp_path, "2026-11-26")


def test_what_cannot_be_found_stays_off_the_list(shop: Play) -> None:
    receive(shop, PARCEL, **OVERDUE)
    receive(shop, OTHER, **OVERDUE)
    incident(shop, "not_found")
    assert on_slip(shop.do("relay.prepare_slip", what="returns")) == [("return", 1, OTHER)]
    assert shop.code("relay.prepare_slip", what="returns", trackings=[PARCEL]) == "relay.not_found"


def test_what_is_misrouted_goes_back_whatever_its_deadline(shop: Play) -> None:
    receive(shop, PARCEL, **LATER)
    incident(shop, "misrouted")
    slip = shop.do("relay.hand_to_postman", what="returns")
    assert (on_slip(slip), slip.warnings) == ([("return", 1, PARCEL)], ())
    assert [item["state"] for item in slip.posted[0].data["items"]] == ["misrouted"]


# What stayed behind.


def test_an_item_found_behind_afterwards(shop: Play, tmp_path: Path) -> None:
    receive(shop, PARCEL, **OVERDUE)
    receive(shop, OTHER, **OVERDUE)
    shop.do("relay.hand_to_postman", what="returns")
    back = shop.do("relay.taken_back", tracking=OTHER)
    assert (back.result["slip"], back.result["what"], back.posted[0].aud) == (
        "B-2026-0001",
        "returns",
        "LAPOSTE",
    )
    assert shop.status()["custody"] == {
        "received": 2,
        "handed_over": 0,
        "refused": 0,
        "returned": 1,
        "held": 1,
    }
    assert [state for _, state, _ in stays(shop)] == ["returned", "held"]
    shop.close(counted_cents=8000)
    assert [(row["movement"], row["tracking"], row["slip"]) for row in table(shop, "custody")][-3:] == [
        ("retour", PARCEL, "B-2026-0001"), ("retour", OTHER, "B-2026-0001"), ("reprise", OTHER, "B-2026-0001"),
    ]  # fmt: skip
    assert [row["tracking"] for row in table(shop, "held")] == [OTHER]
    everything_agrees(shop, tmp_path)


def test_found_behind_on_another_day(shop: Play, tmp_path: Path) -> None:
    """The closed day stays as it was told; the next one has a return less, so that both add up."""
    receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.hand_to_postman", what="returns")
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    shop.do("relay.taken_back", tracking=PARCEL)
    shop.close(counted_cents=8000)
    assert statement(shop)["custody"] == {
        "received": 0,
        "handed_over": 0,
        "refused": 0,
        "returned": -1,
        "held": 1,
    }
    everything_agrees(shop, tmp_path, "2026-11-26")


def test_taking_back_is_not_taken_back(shop: Play) -> None:
    receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.hand_to_postman", what="returns")
    op = shop.do("relay.taken_back", tracking=PARCEL).op
    assert refusal(shop, op).code == "relay.hand_again"
    assert shop.do("relay.hand_to_postman", what="returns").result["number"] == "B-2026-0002"


def test_another_networks_item_found_behind(shop: Play, tmp_path: Path) -> None:
    receive(shop, DPD, **OVERDUE)
    shop.do("relay.hand_to_postman", what="returns", trackings=[DPD])
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    assert shop.do("relay.taken_back", tracking=DPD).posted[0].aud == "DPD"
    shop.close(counted_cents=8000)
    assert statement(shop, "DPD")["custody"]["returned"] == -1
    rebuilt(shop)


def test_the_number_came_back_before_it_was_found_behind(shop: Play) -> None:
    """Two open stays of one number cannot be: the place of the other is said."""
    old = receive(shop, PARCEL, **OVERDUE)
    shop.do("relay.hand_to_postman", what="returns")
    receive(shop, PARCEL, shelf="B7")
    assert shop.code("relay.taken_back", tracking=PARCEL) == "relay.still_here"
    refused = shop.refused("relay.taken_back", custody=old)
    assert (refused.code, refused.params) == ("relay.already_held", {"tracking": PARCEL, "shelf": "B7"})


@pytest.mark.parametrize("named", ["tracking", "entry"])
def test_a_deposit_found_behind(shop: Play, named: str, tmp_path: Path) -> None:
    entry = shop.do("relay.deposit", kind="parcel", tracking=PARCEL).posted[0].seq
    shop.do("relay.hand_to_postman", what="deposits")
    back = shop.do("relay.taken_back", **{"tracking": PARCEL} if named == "tracking" else {"entry": entry})
    assert (back.result["what"], back.result["slip"]) == ("deposits", "B-2026-0001")
    assert shop.code("relay.deposit", kind="parcel", tracking=PARCEL) == "relay.already_deposited"
    assert shop.code("relay.taken_back", tracking=PARCEL) == "relay.unknown"
    assert on_slip(shop.do("relay.hand_to_postman", what="deposits")) == [("parcel", 1, PARCEL)]
    shop.close(counted_cents=8000)
    # It was taken in once, however often it was on a slip.
    assert statement(shop)["deposits"] == 1
    everything_agrees(shop, tmp_path)


def test_letters_found_behind_are_named_by_their_entry(shop: Play) -> None:
    entry = shop.do("relay.deposit", kind="letter", count=14).posted[0].seq
    refused = shop.refused("relay.taken_back", entry=entry)
    assert (refused.code, refused.params) == ("relay.entry_unknown", {"entry": entry})
    shop.do("relay.hand_to_postman", what="deposits")
    shop.do("relay.taken_back", entry=entry)
    assert on_slip(shop.do("relay.hand_to_postman", what="deposits")) == [("letter", 14, None)]


def test_a_departure_that_was_none_is_not_told(shop: Play) -> None:
    entry = shop.do("relay.deposit", kind="letter", count=14).posted[0].seq
    shop.do("relay.hand_to_postman", what="deposits")
    shop.do("relay.taken_back", entry=entry)
    shop.close(counted_cents=8000)
    assert sum(row["count"] for row in statement(shop)["departures"]) == 0


def test_a_deposit_whose_number_was_brought_again(shop: Play) -> None:
    """What was found behind cannot wait beside a deposit of the same number."""
    shop.do("relay.deposit", kind="parcel", tracking=PARCEL)
    shop.do("relay.hand_to_postman", what="deposits")
    shop.do("relay.deposit", kind="parcel", tracking=PARCEL)
    assert shop.code("relay.taken_back", tracking=PARCEL) == "relay.already_deposited"


@pytest.mark.parametrize("after", ["handed over", "on its shelf", "given back"])
def test_a_number_that_was_both_received_and_deposited(shop: Play, after: str) -> None:
    """A parcel is collected and sent back by its addressee: what left with the postman is the deposit."""
    receive(shop, PARCEL)
    if after == "handed over":
        shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    shop.do("relay.deposit", kind="prepaid_return", tracking=PARCEL)
    shop.do("relay.hand_to_postman", what="deposits")
    if after == "given back":
        shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL])
    back = shop.do("relay.taken_back", tracking=PARCEL)
    assert back.result["what"] == ("returns" if after == "given back" else "deposits")


def test_a_franked_item_found_behind(shop: Play) -> None:
    shop.settle([{"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": OTHER}], card(549))
    shop.do("relay.hand_to_postman", what="deposits")
    shop.do("relay.taken_back", tracking=OTHER)
    assert on_slip(shop.do("relay.hand_to_postman", what="deposits")) == [("franked", 1, OTHER)]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "relay.item_needed"),
        ({"tracking": PARCEL}, "relay.unknown"),
        ({"custody": "c-nothere"}, "relay.unknown"),
        ({"entry": 4}, "relay.entry_unknown"),
        ({"entry": 0}, "input.bounds"),
    ],
)
def test_nothing_to_take_back(shop: Play, fields: dict[str, Any], code: str) -> None:
    assert shop.code("relay.taken_back", **fields) == code


def test_taken_back_where_two_networks_share_a_number(shop: Play) -> None:
    for carrier in ("colissimo", "dpd"):
        receive(shop, AMBIGUOUS, carrier=carrier, **OVERDUE)
        shop.do("relay.hand_to_postman", what="returns", trackings=[AMBIGUOUS])
    back = shop.do("relay.taken_back", tracking=AMBIGUOUS, carrier="colissimo")
    assert back.posted[0].aud == "LAPOSTE"
    assert shop.do("relay.taken_back", tracking=AMBIGUOUS, carrier="dpd").posted[0].aud == "DPD"


def test_a_letter_needs_no_number_on_a_slip(shop: Play) -> None:
    """An item without a number goes back by our own label, with everything that is due."""
    receive(shop, None, carrier="letter", **OVERDUE)
    receive(shop, LETTER, **OVERDUE)
    slip = shop.do("relay.hand_to_postman", what="returns")
    assert slip.result["counts"] == {"return": 2}
    assert slip.result["with_number"] == 1


# Chosen by our own code, by the entry of a deposit, by the network whose postman stands there.


def test_an_item_without_a_number_is_chosen_by_our_code(shop: Play) -> None:
    first = receive(shop, None, carrier="letter", **LATER)
    second = receive(shop, None, carrier="letter", **LATER)
    label = printed_code(second)
    slip = shop.do("relay.hand_to_postman", what="returns", trackings=[label, second])
    assert [item["custody"] for item in slip.posted[0].data["items"]] == [second]
    assert slip.warnings[0].params["tracking"] == second
    assert shop.do("relay.prepare_slip", what="returns", trackings=[first]).result["counts"] == {"return": 1}


def test_deposits_without_a_number_are_chosen_by_their_entry(shop: Play) -> None:
    first, second = (shop.do("relay.deposit", kind="letter", count=n).posted[0].seq for n in (3, 5))
    shop.do("relay.deposit", kind="parcel", tracking=PARCEL)
    slip = shop.do("relay.hand_to_postman", what="deposits", entries=[second, second], trackings=[PARCEL])
    assert on_slip(slip) == [("parcel", 1, PARCEL), ("letter", 5, None)]
    gone = shop.refused("relay.hand_to_postman", what="deposits", entries=[second])
    assert (gone.code, gone.params) == ("relay.entry_unknown", {"entry": second})
    shop.do("relay.prepare_slip", what="deposits", entries=[first])
    assert shop.code("relay.hand_to_postman", what="deposits", entries=[first]) == "relay.on_slip"


@pytest.mark.parametrize("what", ["returns", "deposits"])
def test_another_networks_driver(shop: Play, what: str) -> None:
    for number in (PARCEL, DPD):
        if what == "returns":
            receive(shop, number, **OVERDUE)
        else:
            shop.do("relay.deposit", kind="parcel", tracking=number)
    theirs = shop.do("relay.hand_to_postman", what=what, carrier="dpd")
    assert (theirs.posted[0].aud, [number for _, _, number in on_slip(theirs)]) == ("DPD", [DPD])
    assert shop.code("relay.prepare_slip", what=what, carrier="dpd") == "relay.nothing_to_hand"
    assert shop.code("relay.prepare_slip", what=what, carrier="dpd", trackings=[PARCEL]) == "relay.unknown"
    assert shop.do("relay.hand_to_postman", what=what).posted[0].aud == "LAPOSTE"


@pytest.mark.parametrize("more", [{"carrier": "dpd"}, {"entries": [4]}])
def test_a_prepared_slip_is_signed_as_it_is(shop: Play, more: dict[str, Any]) -> None:
    shop.do("relay.deposit", kind="letter", count=1)
    shop.do("relay.prepare_slip", what="deposits")
    assert shop.code("relay.hand_to_postman", slip="B-2026-0001", **more) == "relay.slip_or_what"


# What was done while it was away.


def test_what_comes_back_has_the_last_session_of_now(shop: Play, tmp_path: Path) -> None:
    """The hours changed while the item was on its way: the slot follows, the deadline does not."""
    receive(shop, PARCEL, label_deadline_day="2026-12-09")
    receive(shop, OTHER, label_deadline_day="2026-12-09")
    handed = shop.do("relay.hand_over", tracking=OTHER, **SEEN).op
    shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL])
    shop.do("calendar.close_on", day="2026-12-09", reason="works")
    shop.do("relay.taken_back", tracking=PARCEL)
    take_back(shop, handed)
    assert (
        shop.rows("SELECT deadline_day, last_useful_slot FROM relay_custody")
        == [("2026-12-09", "2026-12-08T15:00/18:00")] * 2
    )
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_a_refunded_item_found_behind_goes_home(shop: Play, tmp_path: Path) -> None:
    """Nobody pays for it any more: it waits for no postman."""
    op = shop.settle(
        [{"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": OTHER}], card(549)
    ).op
    shop.do("relay.hand_to_postman", what="deposits")
    take_back(shop, op)
    shop.do("relay.taken_back", tracking=OTHER)
    assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_a_misread_label_is_no_code_of_ours(shop: Play) -> None:
    """Its check character does not fit: it is taken for a number, and nothing has that number."""
    custody = receive(shop, None, carrier="letter", **OVERDUE)
    label = printed_code(custody)
    wrong = label[:-1] + ("0" if label[-1] != "0" else "1")
    for name in (wrong, "T-2026-000001"):
        assert shop.code("relay.prepare_slip", what="returns", trackings=[name]) == "relay.unknown"
    shop.do("relay.prepare_slip", what="returns", trackings=[label])


def test_a_move_is_not_taken_back_while_the_item_is_on_a_slip(shop: Play) -> None:
    receive(shop, PARCEL, **OVERDUE)
    op = shop.do("relay.move", tracking=PARCEL, shelf="B1").op
    slip = shop.do("relay.prepare_slip", what="returns").op
    refused = refusal(shop, op)
    assert (refused.code, refused.params) == ("relay.on_slip", {"tracking": PARCEL, "slip": "B-2026-0001"})
    take_back(shop, slip)
    take_back(shop, op)
    assert stays(shop)[0][0] == "A3"


def test_a_slip_is_cancelled_once() -> None:
    (posted,) = posted_of([Event("relay.slip_prepared", {"slip": "B-2026-0001", "what": "returns"})])
    with pytest.raises(Refused) as caught:
        cancel_slip("cancelled", Undone(posted), context())
    assert (caught.value.code, caught.value.params) == ("relay.slip_cancelled", {"slip": "B-2026-0001"})
