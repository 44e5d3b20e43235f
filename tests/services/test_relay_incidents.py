"""What happens to an item on its shelf, what a clerk says of it, and what La Poste then reads.

Source: docs/trade.md, "Life of an item", "Daily statement of the relay" 4 and 7, "Operations of the relay".
"""

from pathlib import Path
from typing import Any

import pytest

from tests.counter.desks import Play
from tests.services.relay_desk import (
    DPD,
    OTHER,
    PARCEL,
    SEEN,
    everything_agrees,
    incident,
    receive,
    refusal,
    state_of,
    statement,
    stays,
    table,
    take_back,
)

# On its shelf.


def test_an_item_is_moved(shop: Play, tmp_path: Path) -> None:
    receive(shop)
    answer = shop.do("relay.move", tracking=PARCEL, shelf=" b7 ")
    (entry,) = answer.posted
    assert (answer.result["shelf"], entry.data["from_shelf"], entry.aud) == ("b7", "A3", "LAPOSTE")
    refused = shop.refused("relay.move", tracking=PARCEL, shelf="b7")
    assert (refused.code, refused.params) == ("relay.same_shelf", {"tracking": PARCEL, "shelf": "b7"})
    assert shop.refused("relay.receive", tracking=PARCEL, shelf="A1").params["shelf"] == "b7"
    shop.close(counted_cents=8000)
    assert [row["shelf"] for row in table(shop, "held")] == ["b7"]
    # A place inside the shop is no movement of custody.
    assert [row["movement"] for row in table(shop, "custody")] == ["arrivee"]
    everything_agrees(shop, tmp_path)


def test_a_move_is_taken_back(shop: Play) -> None:
    receive(shop)
    first = shop.do("relay.move", tracking=PARCEL, shelf="B1").op
    second = shop.do("relay.move", tracking=PARCEL, shelf="C1").op
    assert refusal(shop, first).code == "relay.changed_since"
    take_back(shop, second)
    assert stays(shop)[0][0] == "B1"
    take_back(shop, first)
    assert stays(shop)[0][0] == "A3"


def test_a_move_of_what_has_left_stays(shop: Play) -> None:
    receive(shop)
    op = shop.do("relay.move", tracking=PARCEL, shelf="B1").op
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert refusal(shop, op).code == "relay.changed_since"


def test_somebody_is_reminded(shop: Play, tmp_path: Path) -> None:
    """It may be done again; nothing but the day is kept."""
    custody = receive(shop)
    shop.do("relay.remind", tracking=PARCEL)
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    op = shop.do("relay.remind", tracking=PARCEL).op
    assert shop.last("relay.reminded").data["reminded_day"] == "2026-11-26"
    assert state_of(shop, custody) == "held"
    take_back(shop, op)
    # The reminder of yesterday was given all the same.
    assert shop.rows("SELECT reminded_day FROM relay_custody") == [("2026-11-25",)]
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path, "2026-11-26")


def test_the_only_reminder_is_taken_back(shop: Play) -> None:
    receive(shop)
    op = shop.do("relay.remind", tracking=PARCEL).op
    take_back(shop, op)
    assert shop.rows("SELECT reminded_day, state FROM relay_custody") == [(None, "held")]


def test_a_reminder_of_what_has_left_stays(shop: Play) -> None:
    receive(shop)
    op = shop.do("relay.remind", tracking=PARCEL).op
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert refusal(shop, op).code == "relay.changed_since"


# Incidents.

MOVEMENTS = {
    "damaged": "avarie",
    "misrouted": "mal_dirige",
    "not_found": "introuvable",
    "found": "retrouve",
    "lost": "perdu",
}


def test_each_incident_is_a_line_of_la_postes_file(shop: Play, tmp_path: Path) -> None:
    receive(shop)
    for what in ("damaged", "not_found", "found", "misrouted", "not_found", "lost"):
        incident(shop, what)
    shop.close(counted_cents=8000)
    assert [row["movement"] for row in table(shop, "custody")] == [
        "arrivee", "avarie", "introuvable", "retrouve", "mal_dirige", "introuvable", "perdu",
    ]  # fmt: skip
    assert statement(shop)["custody"] == {
        "received": 1, "handed_over": 0, "refused": 0, "returned": 0, "lost": 1, "held": 0,
    }  # fmt: skip
    everything_agrees(shop, tmp_path)


@pytest.mark.parametrize(
    ("before", "what", "stands"),
    [
        ([], "damaged", "held"),
        ([], "misrouted", "held"),
        ([], "not_found", "held"),
        (["damaged"], "misrouted", "damaged"),
        (["damaged"], "not_found", "damaged"),
        (["misrouted"], "not_found", "misrouted"),
        (["not_found"], "found", "not_found"),
        (["damaged", "not_found"], "found", "not_found"),
        (["not_found"], "lost", "not_found"),
        (["misrouted", "not_found"], "lost", "not_found"),
    ],
)
def test_an_incident_is_taken_back(
    shop: Play, before: list[str], what: str, stands: str, tmp_path: Path
) -> None:
    custody = receive(shop)
    for earlier in before:
        incident(shop, earlier)
    op = incident(shop, what).op
    (entry,) = take_back(shop, op).posted
    assert (entry.data["of"], entry.data["incident"], entry.data["state"]) == (
        "relay.incident_noted", what, stands,
    )  # fmt: skip
    assert state_of(shop, custody) == stands
    assert shop.status()["custody"] == {
        "received": 1, "handed_over": 0, "refused": 0, "returned": 0, "held": 1,
    }  # fmt: skip
    shop.close(counted_cents=8000)
    last = table(shop, "custody")[-1]
    assert (last["movement"], last["reason"]) == (f"annulation_{MOVEMENTS[what]}", "wrong_key")
    everything_agrees(shop, tmp_path)


def test_an_incident_after_which_something_happened(shop: Play) -> None:
    receive(shop)
    damaged = incident(shop, "damaged").op
    missed = incident(shop, "not_found").op
    assert refusal(shop, damaged).code == "relay.changed_since"
    found = incident(shop, "found").op
    assert refusal(shop, missed).code == "relay.changed_since"
    take_back(shop, found)
    take_back(shop, missed)
    take_back(shop, damaged)
    assert [state for _, state, _ in stays(shop)] == ["held"]


def test_of_incidents_that_led_to_the_same_only_the_last_is_taken_back(shop: Play, tmp_path: Path) -> None:
    custody = receive(shop)
    acts = [incident(shop, what).op for what in ("not_found", "found", "not_found", "found")]
    first_missed, first_found, missed, found = acts
    assert refusal(shop, first_found).code == "relay.changed_since"
    take_back(shop, found)
    assert refusal(shop, first_missed).code == "relay.changed_since"
    take_back(shop, missed)
    take_back(shop, first_found)
    assert state_of(shop, custody) == "not_found"
    take_back(shop, first_missed)
    assert state_of(shop, custody) == "held"
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_what_was_never_damaged_is_not_found_again_as_damaged(shop: Play) -> None:
    """Missed twice, the second time by mistake, and the damage too: it is found as it was the first time."""
    custody = receive(shop)
    incident(shop, "not_found")
    found = incident(shop, "found").op
    damaged = incident(shop, "damaged").op
    missed = incident(shop, "not_found").op
    for op in (missed, damaged, found):
        take_back(shop, op)
    assert state_of(shop, custody) == "not_found"
    incident(shop, "found")
    assert state_of(shop, custody) == "held"


def test_an_incident_of_what_the_postman_has(shop: Play) -> None:
    receive(shop)
    op = incident(shop, "misrouted").op
    slip = shop.do("relay.prepare_slip", what="returns").op
    refused = refusal(shop, op)
    assert (refused.code, refused.params) == ("relay.on_slip", {"tracking": PARCEL, "slip": "B-2026-0001"})
    take_back(shop, slip)
    shop.do("relay.hand_to_postman", what="returns")
    assert refusal(shop, op).code == "relay.slip_signed"


def test_a_damaged_item_is_handed_over_with_its_reserves(shop: Play, tmp_path: Path) -> None:
    """docs/trade.md, "Damage and compensation": what is visible is noted at the hand-over, beside the journal."""
    receive(shop)
    receive(shop, OTHER)
    incident(shop, "damaged", note="coin enfoncé")
    incident(shop, "damaged", OTHER)
    noted = shop.do("relay.hand_over", tracking=PARCEL, **SEEN, reserves="carton mouillé, coin enfoncé")
    assert noted.warnings == ()
    assert shop.personal(noted.posted[0].data["reserves_note"]) == "carton mouillé, coin enfoncé"
    bare = shop.do("relay.hand_over", tracking=OTHER, **SEEN)
    assert [(w.code, w.params) for w in bare.warnings] == [("relay.reserves_missing", {"tracking": OTHER})]
    # Taken back, it is damaged still.
    take_back(shop, bare.op)
    assert [state for _, state, _ in stays(shop)] == ["handed_over", "damaged"]
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_a_damaged_item_is_refused_and_it_is_damaged_still_when_that_was_a_mistake(shop: Play) -> None:
    custody = receive(shop)
    incident(shop, "damaged")
    op = shop.do("relay.refuse", tracking=PARCEL, reason="damaged").op
    assert state_of(shop, custody) == "refused"
    take_back(shop, op)
    assert state_of(shop, custody) == "damaged"


def test_reserves_on_a_sound_item(shop: Play) -> None:
    receive(shop)
    assert shop.warned("relay.hand_over", tracking=PARCEL, **SEEN, reserves="léger pli") == []


def test_an_items_loss_is_taken_back(shop: Play) -> None:
    """It turned up in another bag after all: it is missed again, then found."""
    custody = receive(shop)
    incident(shop, "not_found")
    lost = incident(shop, "lost").op
    assert shop.status()["custody"]["held"] == 0
    take_back(shop, lost)
    assert state_of(shop, custody) == "not_found"
    incident(shop, "found")
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)


def test_a_loss_whose_number_came_back_meanwhile(shop: Play) -> None:
    """Two open stays of one number cannot be: the place of the other is said."""
    receive(shop)
    incident(shop, "not_found")
    lost = incident(shop, "lost").op
    receive(shop, shelf="B7")
    refused = refusal(shop, lost)
    assert (refused.code, refused.params) == ("relay.already_held", {"tracking": PARCEL, "shelf": "B7"})


@pytest.mark.parametrize("goes_back", ["refused", "misrouted"])
def test_a_damage_of_what_goes_back_is_noted_too(shop: Play, goes_back: str, tmp_path: Path) -> None:
    custody = receive(shop)
    if goes_back == "refused":
        shop.do("relay.refuse", tracking=PARCEL, reason="refused_by_addressee")
    else:
        incident(shop, "misrouted")
    op = incident(shop, "damaged").op
    assert state_of(shop, custody) == goes_back
    take_back(shop, op)
    assert state_of(shop, custody) == goes_back
    incident(shop, "damaged")
    shop.close(counted_cents=8000)
    assert [row["movement"] for row in table(shop, "custody")][-3:] == [
        "avarie", "annulation_avarie", "avarie",
    ]  # fmt: skip
    everything_agrees(shop, tmp_path)


def test_what_is_missed_is_still_in_the_shops_care(shop: Play, tmp_path: Path) -> None:
    receive(shop)
    incident(shop, "not_found")
    shop.close(counted_cents=8000)
    assert [(row["tracking"], row["state"]) for row in table(shop, "held")] == [(PARCEL, "not_found")]
    everything_agrees(shop, tmp_path)


def test_lost_on_another_day(shop: Play, tmp_path: Path) -> None:
    receive(shop, DPD)
    receive(shop)
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    for number in (PARCEL, DPD):
        incident(shop, "not_found", number)
        incident(shop, "lost", number)
    shop.close(counted_cents=8000)
    for owner in ("LAPOSTE", "DPD"):
        counts = statement(shop, owner)["custody"]
        assert (counts["lost"], counts["held"], counts["received"]) == (1, 0, 0)
    gone = shop.last("day.closed")
    assert gone.day == "2026-11-26"
    shop.open("2026-11-27T08:00")
    refused = shop.refused("relay.hand_over", tracking=PARCEL, **SEEN)
    assert (refused.code, refused.params["day"]) == ("relay.lost_already", "2026-11-26")
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path, "2026-11-27")


def test_what_was_said_stays_beside_the_journal(shop: Play) -> None:
    receive(shop)
    (entry,) = incident(shop, "damaged", note="Mme Weber dit : déjà ouvert").posted
    assert shop.personal(entry.data["note"]) == "Mme Weber dit : déjà ouvert"
    assert b"Weber" not in (shop.entry(entry.seq).payload or b"")
    assert incident(shop, "not_found").posted[0].data["note"] is None


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("relay.report_incident", {"incident": "stolen"}, "input.choice"),
        ("relay.report_incident", {}, "input.missing"),
        ("relay.move", {}, "input.missing"),
        ("relay.move", {"shelf": "x" * 21}, "input.too_long"),
        ("relay.report_incident", {"incident": "damaged", "note": "x" * 501}, "input.too_long"),
    ],
)
def test_fields(shop: Play, do: str, fields: dict[str, Any], code: str) -> None:
    receive(shop)
    assert shop.code(do, tracking=PARCEL, **fields) == code


@pytest.mark.parametrize("do", ["relay.move", "relay.remind", "relay.report_incident"])
def test_an_item_is_named(shop: Play, do: str) -> None:
    fields = {"relay.move": {"shelf": "B1"}, "relay.report_incident": {"incident": "damaged"}}.get(do, {})
    assert shop.code(do, **fields) == "relay.item_needed"
    assert shop.code(do, custody="c-nothere", **fields) == "relay.unknown"
    custody = receive(shop, None, carrier="letter")
    assert shop.do(do, custody=custody, **fields).result["custody"] == custody
