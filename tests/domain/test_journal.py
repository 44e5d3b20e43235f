import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain import canonical
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.clock import MILLISECOND, Instant
from concierge_desk.domain.journal import (
    ZERO_HASH,
    Draft,
    Entry,
    Event,
    Head,
    Stamp,
    Warned,
    anchor_of,
    chain_of,
    data_of,
    digest_of,
    instant_of,
    instant_text,
    link,
    payload_of,
    read_payload,
    same_set_back,
)

ENVELOPE: dict[str, Any] = {
    "at": "2026-11-25T07:04:31.120Z",
    "by": "o01",
    "data": {"shelf": "A3"},
    "day": "2026-11-25",
    "desk": "AMP1",
    "epoch": "A",
    "kind": "relay.received",
    "op": "00000000-0000-7000-8000-000000000002",
    "salt": "101112131415161718191a1b1c1d1e1f",
    "tz": "+01:00",
    "v": 1,
}

# docs/contract.md, "Golden vector": envelope, payload, digest, hash; the signatures are tested with the sealing.
GOLDEN = [
    (
        "",
        {
            **ENVELOPE,
            "at": "2026-11-25T07:00:00.000Z",
            "data": {
                "practice": False,
                "pub": "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8",
                "siret": "00000000000000",
                "software": "0.1.0",
            },
            "day": None,
            "kind": "desk.commissioned",
            "op": "00000000-0000-7000-8000-000000000001",
            "salt": "000102030405060708090a0b0c0d0e0f",
        },
        b'{"at":"2026-11-25T07:00:00.000Z","by":"o01","data":{"practice":false,"pub":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8","siret":"00000000000000","software":"0.1.0"},"day":null,"desk":"AMP1","epoch":"A","kind":"desk.commissioned","op":"00000000-0000-7000-8000-000000000001","salt":"000102030405060708090a0b0c0d0e0f","tz":"+01:00","v":1}',
        "2852e27f90939bf54b903618d67693b1178cdbe44eb60dd68c2015382050e79e",
        "36853f432427aa820991cd8d2415b71e35e8da79cae3f1642fd056d5d2e87066",
    ),
    (
        "LAPOSTE",
        {**ENVELOPE, "data": {"custody": "c-4t9d2k7mx0q3", "shelf": "A3", "tracking": "6A15602676300"}},
        b'{"at":"2026-11-25T07:04:31.120Z","by":"o01","data":{"custody":"c-4t9d2k7mx0q3","shelf":"A3","tracking":"6A15602676300"},"day":"2026-11-25","desk":"AMP1","epoch":"A","kind":"relay.received","op":"00000000-0000-7000-8000-000000000002","salt":"101112131415161718191a1b1c1d1e1f","tz":"+01:00","v":1}',
        "b5de8e56cd9ff2d408af5f34ce2c58cf1ab83a19f2d9a9dc9d73aa930a2a7a44",
        "d184a2236a6b097d441f8c50ae1d3a5c987f81350077591c3a980ac21536217b",
    ),
]


def entry(payload: bytes | None) -> Entry:
    return Entry(
        7, "A", "LAPOSTE", "relay.received", "2026-11-25", payload, bytes(32), bytes(32), bytes(32), b""
    )


def test_the_golden_vector() -> None:
    """R-1.66: what was written once is read, and links, for ever."""
    previous = ZERO_HASH
    for seq, (aud, envelope, payload, digest, entry_hash) in enumerate(GOLDEN, start=1):
        assert payload_of(envelope)[0] == payload
        assert digest_of(payload).hex() == digest
        found = link(chain_of("AMP1", "A"), seq, previous, aud, digest_of(payload))
        assert found.hex() == entry_hash
        previous = found
    assert anchor_of("A", 1, bytes.fromhex(GOLDEN[0][4])) == "A1:36853f432427aa82"


def test_the_link_spelled_out() -> None:
    """R-1.61: the domain first, and each text behind its length."""
    assert (
        link("AMP1/A", 258, b"\1" * 32, "LAPOSTE", b"\2" * 32)
        == hashlib.sha256(
            b"concierge-desk/journal/1\0\0\6AMP1/A\0\0\0\0\0\0\1\2" + b"\1" * 32 + b"\0\7LAPOSTE" + b"\2" * 32
        ).digest()
    )


LINKS = st.tuples(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.integers(1, 5),
    st.sampled_from([ZERO_HASH, b"\1" * 32]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.sampled_from([ZERO_HASH, b"\1" * 32]),
)


@given(LINKS, LINKS)
def test_no_two_links_share_a_hash(one: Any, other: Any) -> None:
    """R-1.61: no two contents give one input."""
    assert (link(*one) == link(*other)) == (one == other)


def test_a_payload_is_read() -> None:
    posted = read_payload(entry(payload_of(ENVELOPE)[0]))

    assert posted is not None
    assert (posted.seq, posted.aud, posted.kind, posted.day) == (
        7,
        "LAPOSTE",
        "relay.received",
        "2026-11-25",
    )
    assert (posted.op, posted.by, posted.tz, posted.desk) == (
        ENVELOPE["op"],
        "o01",
        "+01:00",
        "AMP1",
    )
    assert posted.epoch == "A"
    assert posted.data == {"shelf": "A3"}
    assert posted.instant == datetime(2026, 11, 25, 7, 4, 31, 120_000, tzinfo=UTC)


def test_a_payload_that_is_gone_is_none() -> None:
    assert read_payload(entry(None)) is None


def without(name: str) -> dict[str, Any]:
    return {key: item for key, item in ENVELOPE.items() if key != name}


@pytest.mark.parametrize("name", sorted(ENVELOPE))
def test_every_field_is_needed(name: str) -> None:
    with pytest.raises(NotCanonical):
        read_payload(entry(canonical.encode(without(name))))


@pytest.mark.parametrize(
    "value",
    [
        [],
        "text",
        1,
        {**ENVELOPE, "more": 1},
        {**ENVELOPE, "v": 2},
        {**ENVELOPE, "v": "1"},
        {**ENVELOPE, "v": True},
        {**ENVELOPE, "day": 3},
        {**ENVELOPE, "data": []},
        {**ENVELOPE, "data": None},
        *[{**ENVELOPE, name: 1} for name in ("at", "by", "desk", "epoch", "kind", "op", "salt", "tz")],
    ],
)
def test_another_shape_is_no_payload(value: Any) -> None:
    with pytest.raises(NotCanonical):
        read_payload(entry(canonical.encode(value)))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000])
def test_bytes_that_are_no_json_are_no_payload(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_payload(entry(data))


@pytest.mark.parametrize("around", ["%s", " %s", "%s\n", "\t%s "])
def test_space_around_a_payload_is_passed_over(around: str) -> None:
    """The form of the bytes is judged elsewhere."""
    payload = payload_of(ENVELOPE)[0]
    assert read_payload(entry((around % payload.decode()).encode())) == read_payload(entry(payload))


@pytest.mark.parametrize("more", [b"{}", b"x", b"\0", b"\xef\xbb\xbf", b","])
def test_what_follows_a_payload_makes_it_none(more: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_payload(entry(payload_of(ENVELOPE)[0] + more))


def test_data_outside_the_profile_are_refused() -> None:
    with pytest.raises(NotCanonical):
        payload_of({**ENVELOPE, "data": {"cents": 1.5}})


@given(
    st.timedeltas(timedelta(days=-20_000), timedelta(days=350_000)),
    st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-9))]),
)
def test_an_instant_is_written_in_utc_to_the_millisecond(away: timedelta, zone: timezone) -> None:
    at = datetime(2026, 11, 25, tzinfo=zone) + away
    text = instant_text(at)
    assert len(text) == 24
    assert text.endswith("Z")
    assert at - instant_of(text) < timedelta(milliseconds=1)
    assert instant_text(instant_of(text)) == text


def test_an_instant_before_the_year_1000_keeps_its_width() -> None:
    assert instant_text(datetime(999, 1, 1, tzinfo=UTC)) == "0999-01-01T00:00:00.000Z"


def test_an_entry_keeps_what_it_was_told_with_and_what_it_corrects() -> None:
    plain = Event("shop.sold", {"cents": 250})
    assert data_of(plain) == {"cents": 250}
    told = replace(
        plain,
        warnings=(Warned("stock.low", {"left": 2}), Warned("day.late")),
        documents=("ticket:T-2026-000001",),
        corrects=41,
    )
    assert data_of(told) == {
        "cents": 250,
        "warnings": [{"code": "stock.low", "params": {"left": 2}}, {"code": "day.late", "params": {}}],
        "documents": ["ticket:T-2026-000001"],
        "corrects": 41,
    }
    # What was decided is left as it is.
    assert told.data == {"cents": 250}
    # The first entry may be taken back too, and a nought is a number.
    assert data_of(replace(plain, corrects=0)) == {"cents": 250, "corrects": 0}


def test_an_entry_is_drafted_with_what_its_operation_shares() -> None:
    summer = timezone(timedelta(hours=2))
    stamp = Stamp("op-1", "o01", datetime(2026, 7, 1, 22, 30, 0, 5000, tzinfo=UTC), summer, "2026-07-01")
    draft = stamp.draft(Event("relay.received", {"shelf": "A3"}, "LAPOSTE"))
    assert draft == Draft(
        kind="relay.received",
        aud="LAPOSTE",
        data={"shelf": "A3"},
        day="2026-07-01",
        op="op-1",
        by="o01",
        at="2026-07-01T22:30:00.005Z",
        tz="+02:00",
    )


@pytest.mark.parametrize(
    ("kind", "open_day", "day"),
    [
        ("day.opened", None, "2026-11-26"),
        ("day.opened", "2026-11-25", "2026-11-26"),
        ("site.closed_on", None, None),
        ("site.closed_on", "2026-11-25", "2026-11-25"),
    ],
)
def test_the_entry_that_opens_a_day_belongs_to_it(kind: str, open_day: str | None, day: str | None) -> None:
    stamp = Stamp("op-1", "o01", datetime(2026, 11, 25, 7, tzinfo=UTC), UTC, open_day)
    assert stamp.draft(Event(kind, {"day": "2026-11-26"})).day == day


# The jump was written as entry 10, at 12:00:00.000, when the clock said 9:00: head, its milliseconds since, clock.
SET_BACK = [
    ("at once", 10, 0, "09:00:00.000", True),
    ("three entries on", 13, 3, "09:05:00.000", True),
    ("fewer than it could be", 13, 2, "09:05:00.000", True),
    ("the clock went on properly in between", 13, 4, "09:05:00.000", False),
    ("a journal that was corrected since", 13, -1, "09:05:00.000", False),
    ("the clock jumped back once more", 13, 3, "08:59:59.999", False),
]


@pytest.mark.parametrize(("_what", "seq", "since", "clock", "same"), SET_BACK)
def test_a_jump_of_the_clock_is_told_once(_what: str, seq: int, since: int, clock: str, same: bool) -> None:
    jump = datetime(2026, 11, 25, 12, tzinfo=UTC)
    head = Head(seq, "A", ZERO_HASH, jump + since * MILLISECOND)
    said = instant_of(f"2026-11-25T{clock}Z")
    instant = Instant(jump, behind=True, trusted=False, clock_at=said)
    known = (10, "2026-11-25T12:00:00.000Z", "2026-11-25T09:00:00.000Z")
    assert same_set_back(known, instant, head) is same
    assert same_set_back(None, instant, head) is False
    assert same_set_back(known, instant, replace(head, at=None)) is False
