"""Which carrier a label is of: what the shape says, what the concierge says, what is only a warning."""

from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.registry import SERVICES
from concierge_desk.services.relay.model.numbers import identify, principal_of, read_number
from tests.counter.desks import Desks, Play, site_with

RELAY = next(service for service in SERVICES if service.code == "relay")

CASES: list[tuple[str, str | None, str, list[str]]] = [
    # as typed, carrier confirmed, carrier found, warnings
    ("6A 15602 67630 0", None, "colissimo", []),
    ("6a15602676301", None, "colissimo", ["tracking.check_key"]),
    ("86 10113 01731382", None, "letter", []),
    ("87000720168020K", None, "letter", []),
    ("870007201680200", None, "letter", ["tracking.check_key"]),
    ("1A 18945 277312", None, "registered", []),
    ("RB123456785GB", None, "s10", []),
    ("RB123456785XX", None, "s10", ["tracking.country"]),
    ("RB123456786XX", None, "s10", ["tracking.check_key", "tracking.country"]),
    ("XA 00113 4936TS", None, "chronopost", []),
    ("EP 11111 1110FR", None, "chronopost", ["tracking.check_key"]),
    ("008182709980000020033350276C", None, "dpd", []),
    ("008182709980000020033350276D", None, "dpd", ["tracking.check_key"]),
    # a suggestion that is confirmed, and one that is contradicted
    ("12345678901234", "dpd", "dpd", []),
    ("12345678901234", "colissimo", "colissimo", ["tracking.shape"]),
    ("12345678", "Mondial Relay", "mondial_relay", []),
    ("1234567890", "mondial_relay", "mondial_relay", []),
    ("123456789012", "letter", "letter", ["tracking.shape"]),
    # an unknown shape, confirmed
    ("ABC-123", "colissimo", "colissimo", ["tracking.shape"]),
    ("1234567", "dpd", "dpd", ["tracking.shape"]),
    # a certain shape that the concierge contradicts, or says herself
    ("6A15602676300", "chronopost", "chronopost", ["tracking.shape"]),
    ("6A15602676301", "letter", "letter", ["tracking.shape"]),
    ("6A15602676300", "Colissimo", "colissimo", []),
    # a scanner in the wrong layout
    ('_Q&(-àé-è-"àà', None, "colissimo", []),
]


@pytest.mark.parametrize(("typed", "confirmed", "carrier", "warnings"), CASES)
def test_carriers(shop: Play, typed: str, confirmed: str | None, carrier: str, warnings: list[str]) -> None:
    fields: dict[str, Any] = {} if confirmed is None else {"carrier": confirmed}
    answer = shop.do("relay.receive", tracking=typed, shelf="A1", **fields)
    assert answer.result["carrier"] == carrier
    assert answer.result["tracking"] == read_number(typed).number
    assert [warning.code for warning in answer.warnings] == warnings
    assert all(warning.params == {"tracking": answer.result["tracking"]} for warning in answer.warnings)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("12345678901234", "dpd"),
        ("12345678", "mondial_relay"),
        ("123456789012", "mondial_relay"),
        ("ABC-123", None),
        ("1234567", None),
    ],
)
def test_a_carrier_is_needed(shop: Play, typed: str, suggestion: str | None) -> None:
    refused = shop.refused("relay.receive", tracking=typed, shelf="A1")
    assert refused.code == "relay.carrier_needed"
    assert refused.params == {"tracking": typed.replace("-", ""), "suggestion": suggestion}


@pytest.mark.parametrize("carrier", ["La Poste", "ups", "", 1])
def test_carriers_are_a_closed_list(shop: Play, carrier: object) -> None:
    assert shop.code("relay.receive", tracking="6A15602676300", shelf="A1", carrier=carrier).startswith(
        "input."
    )


@pytest.mark.parametrize(
    ("carrier", "owner"),
    [
        ("colissimo", "LAPOSTE"),
        ("letter", "LAPOSTE"),
        ("registered", "LAPOSTE"),
        ("s10", "LAPOSTE"),
        ("chronopost", "LAPOSTE"),
        ("dpd", "DPD"),
        ("mondial_relay", "MONDIAL_RELAY"),
    ],
)
def test_whose_it_is(shop: Play, carrier: str, owner: str) -> None:
    answer = shop.do("relay.receive", shelf="A1", carrier=carrier)
    assert (answer.result["principal"], answer.posted[0].aud) == (owner, owner)
    assert owner in RELAY.principals


def test_a_carrier_the_shop_does_not_serve(desks: Desks) -> None:
    site = site_with(dpd='"DPD"  # off').replace('dpd = "DPD"  # off\n', "")
    with desks.desk(site=site) as play:
        play.open()
        refused = play.refused("relay.receive", tracking="008182709980000020033350276C", shelf="A1")
        assert (refused.code, refused.params) == ("relay.carrier_off", {"carrier": "dpd"})
        assert play.code("relay.deposit", kind="parcel", carrier="dpd") == "relay.carrier_off"


def test_identify_is_pure() -> None:
    found = identify("6A 15602 67630 0", None)
    assert (found.number, found.format, found.carrier, found.warnings) == (
        "6A15602676300",
        "colissimo",
        "colissimo",
        (),
    )
    with pytest.raises(Refused):
        principal_of("ups", {"dpd": "DPD"})


@pytest.mark.parametrize(
    ("scanned", "told"),
    [
        (
            "6A 15602 67630 0",
            {"tracking": "6A15602676300", "format": "colissimo", "carrier": "colissimo", "certain": True},
        ),
        (
            "12345678901234",
            {"tracking": "12345678901234", "format": "dpd14", "carrier": "dpd", "certain": False},
        ),
        ("3017620422003", None),
        ("bonjour", None),
    ],
)
def test_a_scan(scanned: str, told: dict[str, Any] | None) -> None:
    assert RELAY.recognise is not None
    assert RELAY.recognise(scanned) == told
