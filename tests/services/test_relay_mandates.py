"""Companies' mandates: looked at, noted with their end, and let go.

Source: docs/trade.md, "Mandates of proxies", rule 14.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.counter.desks import Desks, Play, context
from tests.services.relay_desk import (
    LETTER,
    REGISTERED,
    everything_agrees,
    rebuilt,
    receive,
    refusal,
    table,
    take_back,
)

FIRM = {"company": "Boulangerie Schaal", "holder": "Mme Roth"}


def note(play: Play, valid_until: str = "2027-06-30", **fields: Any) -> str:
    return str(
        play.do("relay.record_mandate", **{**FIRM, "valid_until": valid_until, **fields}).result["mandate"]
    )


def collect(tracking: str = REGISTERED, **proxy: Any) -> dict[str, Any]:
    shown = {"name": "Mme Roth", "id_document": "id_card", "mandate": "company", **proxy}
    return {"do": "relay.hand_over", "tracking": tracking, "collector": "proxy", "proxy": shown}


def test_it_is_noted_with_its_end_and_its_names_beside(shop: Play) -> None:
    answer = shop.do("relay.record_mandate", **FIRM, valid_until="2027-06-30")
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.data["valid_until"]) == ("relay.mandate_recorded", "", "2027-06-30")
    assert answer.result["mandate"].startswith("m-")
    assert shop.personal(entry.data["company"]) == "Boulangerie Schaal"
    assert shop.personal(entry.data["holder"]) == "Mme Roth"
    payload = (shop.entry(entry.seq).payload or b"").decode()
    assert "Schaal" not in payload
    assert "Roth" not in payload
    assert {kind for (kind,) in shop.rows("SELECT retention FROM personal WHERE kind = 'party'")} == {
        "relay.mandate"
    }
    rebuilt(shop)


def test_its_proxy_shows_the_own_document_alone(shop: Play, tmp_path: Path) -> None:
    code = note(shop)
    receive(shop, REGISTERED)
    answer = shop.do(**collect(mandate_code=code.upper()))
    data = answer.posted[0].data["proxy"]
    assert (answer.warnings, data["mandate"], data["mandate_code"], data["valid_until"]) == (
        (), "company", code, None,
    )  # fmt: skip
    shop.close(counted_cents=8000)
    assert table(shop, "custody")[-1]["mandate"] == "company"
    everything_agrees(shop, tmp_path)


@pytest.mark.parametrize(
    ("today", "allowed"),
    [("2026-11-30", True), ("2026-12-01", False)],
)
def test_its_last_day(shop: Play, today: str, allowed: bool) -> None:
    code = note(shop, "2026-11-30")
    receive(shop, REGISTERED)
    shop.close(counted_cents=8000)
    shop.hands.set(f"{today}T15:00")
    shop.do("day.open", confirmed_day=today)
    if allowed:
        assert shop.warned(**collect(mandate_code=code)) == []
    else:
        refused = shop.refused(**collect(mandate_code=code))
        assert (refused.code, refused.params) == ("relay.mandate_expired", {"day": "2026-11-30"})


# What the mandate says by itself, where none was noted.


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ({}, "relay.mandate_undated"),
        ({"valid_until": "2026-11-25"}, None),
        ({"mandate": "paper"}, None),
        ({"mandate": "permanent", "valid_until": "2026-11-25"}, None),
    ],
)
def test_a_mandate_that_was_not_noted(shop: Play, proxy: dict[str, Any], said: str | None) -> None:
    """A company's without an end is asked about; it is no reason to send somebody away."""
    receive(shop, REGISTERED)
    warned = shop.warned(**{**collect(**proxy), "id_document": "passport"})
    assert warned == ([] if said is None else [said])


@pytest.mark.parametrize("mandate", ["company", "paper", "on_notice", "permanent"])
def test_a_mandate_that_ended_yesterday(shop: Play, mandate: str) -> None:
    receive(shop, REGISTERED)
    act = {**collect(mandate=mandate, valid_until="2026-11-24"), "id_document": "passport"}
    refused = shop.refused(**act)
    assert (refused.code, refused.params) == ("relay.mandate_expired", {"day": "2026-11-24"})


def test_the_earlier_of_two_ends_counts(shop: Play) -> None:
    code = note(shop, "2027-06-30")
    receive(shop, REGISTERED)
    assert shop.code(**collect(mandate_code=code, valid_until="2026-11-24")) == "relay.mandate_expired"
    assert shop.warned(**collect(mandate_code=code, valid_until="2029-01-01")) == []


def test_a_letter_needs_no_mandate_but_an_ended_one_is_said(shop: Play) -> None:
    receive(shop, LETTER)
    assert shop.code(**collect(LETTER, valid_until="2026-11-24")) == "relay.mandate_expired"


def test_a_code_that_nobody_noted(shop: Play) -> None:
    receive(shop, REGISTERED)
    refused = shop.refused(**collect(mandate_code="m-nothere"))
    assert (refused.code, refused.params) == ("relay.mandate_unknown", {"mandate": "m-nothere"})
    refused = shop.refused("relay.end_mandate", mandate_code="m-nothere")
    assert (refused.code, refused.params) == ("relay.mandate_unknown", {"mandate": "m-nothere"})


def test_it_is_ended(shop: Play) -> None:
    code = note(shop)
    receive(shop, REGISTERED)
    op = shop.do("relay.end_mandate", mandate_code=code).op
    refused = shop.refused(**collect(mandate_code=code))
    assert (refused.code, refused.params) == ("relay.mandate_ended", {"day": "2026-11-25"})
    assert shop.code("relay.end_mandate", mandate_code=code) == "relay.mandate_ended"
    # What ended does not come back: it is looked at and noted again.
    assert refusal(shop, op).code == "relay.mandate_again"
    assert note(shop) != code
    rebuilt(shop)


def test_noted_by_mistake(shop: Play) -> None:
    op = shop.do("relay.record_mandate", **FIRM, valid_until="2027-06-30").op
    (code,) = shop.rows("SELECT mandate FROM relay_mandate")[0]
    (entry,) = take_back(shop, op).posted
    assert (entry.kind, entry.data["mandate"]) == ("relay.mandate_ended", code)
    assert shop.code("relay.end_mandate", mandate_code=code) == "relay.mandate_ended"
    rebuilt(shop)


def test_noted_by_mistake_and_ended_already(shop: Play) -> None:
    op = shop.do("relay.record_mandate", **FIRM, valid_until="2027-06-30").op
    (code,) = shop.rows("SELECT mandate FROM relay_mandate")[0]
    shop.do("relay.end_mandate", mandate_code=code)
    refused = refusal(shop, op)
    assert (refused.code, refused.params) == ("relay.mandate_ended", {"day": "2026-11-25"})


def test_a_mandate_that_was_dropped_is_not_taken_back() -> None:
    from concierge_desk.counter.service import Undone
    from concierge_desk.domain.errors import Refused
    from concierge_desk.domain.journal import Event
    from concierge_desk.services.relay.model.mandates import reverse_mandate
    from tests.counter.desks import posted_of

    (posted,) = posted_of([Event("relay.mandate_recorded", {"mandate": "m-1"})])
    with pytest.raises(Refused) as caught:
        reverse_mandate(None, Undone(posted), context())
    assert (caught.value.code, caught.value.params) == ("relay.mandate_ended", {"day": None})


@pytest.mark.parametrize(
    ("valid_until", "code", "day"),
    [
        ("2026-11-24", "relay.mandate_expired", "2026-11-24"),
        ("2026-11-25", None, None),
        ("2031-11-25", None, None),  # five years to the day
        ("2031-11-26", "relay.mandate_too_long", "2031-11-25"),
        ("2046-11-25", "relay.mandate_too_long", "2031-11-25"),
    ],
)
def test_how_long_it_may_hold(shop: Play, valid_until: str, code: str | None, day: str | None) -> None:
    if code is None:
        note(shop, valid_until)
        return
    refused = shop.refused("relay.record_mandate", **FIRM, valid_until=valid_until)
    assert (refused.code, refused.params) == (code, {"day": day})


def test_five_years_from_29_february(desks: Desks) -> None:
    with desks.desk(start="2028-02-29T08:00") as play:
        play.open("2028-02-29T08:00")
        note(play, "2033-02-28")
        refused = play.refused("relay.record_mandate", **FIRM, valid_until="2033-03-01")
        assert refused.params == {"day": "2033-02-28"}


def test_it_may_be_noted_before_the_day_is_opened(play: Play) -> None:
    code = note(play)
    play.do("relay.end_mandate", mandate_code=code)
    assert play.rows("SELECT mandate, ended_day FROM relay_mandate") == [(code, "2026-11-25")]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"holder": "Mme Roth", "valid_until": "2027-06-30"}, "input.missing"),
        ({"company": "Schaal", "valid_until": "2027-06-30"}, "input.missing"),
        (FIRM, "input.missing"),
        ({**FIRM, "valid_until": "30/06/2027"}, "input.day"),
        ({**FIRM, "valid_until": "2027-06-30", "id_document": "id_card"}, "input.unknown_field"),
    ],
)
def test_fields(shop: Play, fields: dict[str, Any], code: str) -> None:
    assert shop.code("relay.record_mandate", **fields) == code
