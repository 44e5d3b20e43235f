"""Their view and ours: a status file held against what is here, the totals of La Poste's own terminal against the day."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.compared.comparing import OurView, _verdict, differences
from concierge_desk.services.relay.model.compared.figures import ACTS
from concierge_desk.services.relay.model.compared.statuses import AGREEING, plain
from concierge_desk.services.relay.tables.compared import statuses
from tests.counter.desks import Desks, Play, card
from tests.services.relay_desk import DPD, OTHER, PARCEL, SEEN, incident, receive

GONE, THIRD, NEVER = "8L41392128255", "8K00009775862", "8L01234567895"
SENT = "8L00087654333"


@pytest.fixture
def shop(desks: Desks) -> Iterator[Play]:
    """One parcel here, one refused, one handed over, one deposited and gone, one of another network."""
    with desks.desk() as play:
        play.open(float_cents=8000)
        receive(play, PARCEL)
        receive(play, OTHER)
        receive(play, GONE)
        receive(play, DPD, carrier="dpd")
        play.do("relay.refuse", tracking=OTHER, reason="refused")
        play.do("relay.hand_over", tracking=GONE, **SEEN)
        play.do("relay.deposit", kind="parcel", tracking=SENT)
        yield play


def compare(play: Play, *rows: Any, carrier: str = "LAPOSTE") -> Any:
    return play.do("relay.compare", carrier=carrier, rows=list(rows)).result


def says(tracking: str, status: str) -> dict[str, str]:
    return {"tracking": tracking, "status": status}


# Where an item is.


@pytest.mark.parametrize(
    ("tracking", "status", "where"),
    [
        # They think that somebody may fetch it here.
        (PARCEL, "MLVARS", "agree"),
        (PARCEL, "4", "agree"),
        (PARCEL, "disponible au POINT de retrait", "agree"),
        (GONE, "RENAVI", "theirs"),
        (NEVER, "RSTBRT", "theirs"),
        (SENT, "AG1", "theirs"),
        # They think that it is gone, or not here yet.
        (PARCEL, "LIVCFM", "ours"),
        (PARCEL, "LIVREO", "ours"),
        (PARCEL, "PC1", "ours"),
        (GONE, "LIVCFM", "agree"),
        (NEVER, "DR1", "agree"),
        (SENT, "ET1", "agree"),
        (SENT, "DEPGUI", "agree"),
        # It is refused: it waits for the postman, or he has it.
        (OTHER, "RENAVA", "agree"),
        (OTHER, "SOLREO", "agree"),
        (PARCEL, "RENTAR", {"ours": "held", "theirs": "refused"}),
        (OTHER, "MLVARS", {"ours": "refused", "theirs": "available"}),
        (GONE, "LIVREO", {"ours": "handed_over", "theirs": "returned"}),
        (NEVER, "LIVCFM", {"ours": "none", "theirs": "delivered"}),
    ],
)
def test_a_status_and_where_the_item_is(shop: Play, tracking: str, status: str, where: Any) -> None:
    told = compare(shop, says(tracking, status))
    expected: dict[str, Any] = {"agree": 0, "ours": [], "theirs": [], "differ": []}
    if where == "agree":
        expected["agree"] = 1
    elif isinstance(where, str):
        expected[where] = [tracking]
    else:
        expected["differ"] = [{"tracking": tracking, **where}]
    assert {name: told[name] for name in expected} == expected


def test_a_file_of_a_morning(shop: Play) -> None:
    """The real thing: what agrees is counted, what differs is named; what they do not name at all is told too."""
    told = compare(
        shop, says("6A 15602 67630 0", "MLVARS"), says(GONE, "MLVARS"), says(NEVER, "XYZ"), says(THIRD, "DI1")
    )
    assert told == {
        "agree": 1,
        "ours": [],
        "theirs": [GONE],
        "differ": [{"tracking": THIRD, "ours": "none", "theirs": "delivered"}],
        "absent": [OTHER],
        "unknown": 1,
    }
    entry = shop.last("relay.compared")
    assert (entry.aud, entry.data["agree"]) == ("LAPOSTE", 1)
    assert [one["code"] for one in entry.data["warnings"]] == ["relay.status_unknown"]
    # A word that somebody typed stands nowhere.
    assert "XYZ" not in str(entry.data)
    assert shop.status()["compared"] == {"agree": 1, "differ": 2}


def test_the_last_of_several_events_of_an_item_is_meant(shop: Play) -> None:
    told = compare(shop, says(PARCEL, "PC1"), says(PARCEL, "MLVARS"))
    assert (told["agree"], told["ours"]) == (1, [])


def test_another_network_is_compared_with_its_own(shop: Play) -> None:
    told = compare(shop, says(DPD, "4"), says(PARCEL, "4"), carrier="dpd")
    assert (told["agree"], told["theirs"], told["absent"]) == (1, [PARCEL], [])
    # A carrier of La Poste's is told of its own items alone.
    assert compare(shop, says(PARCEL, "4"), carrier="colissimo")["absent"] == [OTHER]
    assert compare(shop, says(PARCEL, "4"), carrier="letter")["absent"] == []


def test_an_item_that_cannot_be_found_is_here_and_one_with_somebody_else_is_not(shop: Play) -> None:
    incident(shop, "not_found", PARCEL)
    assert compare(shop, says(PARCEL, "MLVARS"))["agree"] == 1
    assert compare(shop, says(PARCEL, "LIVCFM"))["ours"] == [PARCEL]


# What their terminal counts.


def test_the_totals_of_their_terminal(shop: Play) -> None:
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 4}], card(608))
    shop.settle([{"do": "relay.frank", "product": "LV", "weight_g": 20}], card(152))
    rows = [
        {"act": "received", "count": 3},
        {"act": "handed_over", "count": 1},
        {"act": "deposited_parcel", "count": 2},
        {"act": "stamps", "count": 4, "cents": 608},
        {"act": "franking", "count": 1, "cents": 149},
    ]
    told = compare(shop, *rows)
    assert (told["agree"], told["ours"], told["theirs"], told["absent"]) == (3, [], [], [])
    assert told["differ"] == [
        {"act": "deposited_parcel", "ours": 1, "theirs": 2},
        {"act": "franking", "ours": 1, "theirs": 1, "ours_cents": 152, "theirs_cents": 149},
    ]
    # As the window asks it: one answer an act, what was passed over left out.
    short = {"received": 3, "stamps": 4, "stamps_cents": 608, "franking_cents": 149}
    told = shop.do("relay.compare", carrier="LAPOSTE", rows=short).result
    assert told["differ"] == [{"act": "franking", "ours_cents": 152, "theirs_cents": 149}]
    assert [row["act"] for row in shop.last("relay.compared").data["acts"]] == [
        "received",
        "stamps",
        "franking",
    ]


def test_what_was_taken_back_is_counted_no_more(shop: Play) -> None:
    sold = shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 4}], card(608))
    shop.do("till.refund", ticket=sold.ticket, lines=[{"line": 1, "quantity": 1}], reason="returned")
    told = compare(shop, {"act": "stamps", "count": 3, "cents": 456})
    assert (told["agree"], told["differ"]) == (1, [])


def test_only_the_open_day_is_counted(shop: Play) -> None:
    shop.close(counted_cents=None, at="2026-11-25T18:00")
    shop.open(at="2026-11-26T08:00")
    assert compare(shop, {"act": "received", "count": 0})["agree"] == 1


# What is no comparison.


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"tracking": PARCEL}], "relay.compare_row"),
        ([{"status": "4"}], "relay.compare_row"),
        ([{"act": "received"}], "relay.compare_row"),
        ([{"act": "received", "count": 1, "cents": 5}], "relay.compare_row"),
        ([{"tracking": PARCEL, "status": "4", "count": 1}], "relay.compare_row"),
        ([{}], "relay.compare_row"),
        ([], "input.few"),
        ([{"act": "letters", "count": 1}], "input.choice"),
        ({"letters": 1}, "input.choice"),
        ([{"tracking": "Mme Kessler", "status": "4"}], "relay.no_number"),
    ],
)
def test_a_row_says_one_thing(shop: Play, rows: Any, code: str) -> None:
    refused = shop.refused("relay.compare", carrier="LAPOSTE", rows=rows)
    assert refused.code == code or (code == "input.few" and refused.code.startswith("input."))
    assert "relay.compared" not in [entry.kind for entry in shop.posted()]


def test_a_network_that_the_shop_does_not_serve(shop: Play) -> None:
    shop.do("relay.set_principals", rows=[{"carrier": "mondial_relay", "principal": None}])
    refused = shop.refused("relay.compare", carrier="mondial_relay", rows=[says(PARCEL, "4")])
    assert refused.code == "relay.carrier_off"


def test_it_is_never_taken_back(shop: Play) -> None:
    op = shop.do("relay.compare", carrier="LAPOSTE", rows={"received": 3}).op
    assert shop.refused("journal.reverse", op_of=op, reason="wrong_key").code == "relay.compare_again"


# The table of statuses.


def test_every_status_is_known_by_its_code_and_by_its_label() -> None:
    known = statuses()
    meanings = {*AGREEING, "deposited"}
    assert set(known.values()) == meanings
    for code in ("DR1", "PC1", "RENAVI", "MLVARS", "RENAVA", "RENDIA", "SOLREO", "LIVREO", "DEPGUI", "4"):
        assert plain(code) in known
    assert known[plain("Inconnu à l’adresse")] == "returning"


STATES = st.sampled_from([None, *states.IN_CARE, *states.ENDED])


@given(STATES, st.sampled_from([*AGREEING, "deposited"]), st.booleans())
def test_whoever_is_said_to_have_it_here_alone_has_it_here(
    state: str | None, meaning: str, leaves: bool
) -> None:
    verdict = _verdict(meaning, state, leaves=leaves)
    assert verdict in {"agree", "ours", "theirs", "differ"}
    if verdict == "ours":
        assert state in states.IN_THE_SHOP and meaning != "available"
    if verdict == "theirs":
        assert state not in states.IN_THE_SHOP and meaning == "available"


def test_nothing_is_read_of_a_carrier_that_nobody_serves() -> None:
    assert OurView(None).states == {} and len(ACTS) == len(set(ACTS))
    assert differences({"ours": ["a"], "theirs": [], "differ": [{}]}) == 2
