"""Payloads that are decoded once."""

import pytest

from concierge_desk.domain import canonical
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.journal import posted_of
from concierge_desk.exporting.payloads import Payloads

VALUE: dict[str, canonical.Json] = {
    **dict.fromkeys(("at", "by", "desk", "epoch", "kind", "op", "salt", "tz"), "x"),
    "data": {"cents": 12, "label": "Café"},
    "day": "2026-11-25",
    "v": 1,
}
PAYLOAD = canonical.encode(VALUE)
SPACED = PAYLOAD.replace(b'"v":1', b'"v": 1')


def test_the_same_bytes_are_decoded_once() -> None:
    payloads = Payloads()
    first = payloads.posted(7, "LAPOSTE", PAYLOAD)
    assert first == posted_of(7, "LAPOSTE", PAYLOAD)
    assert payloads.posted(7, "LAPOSTE", bytes(bytearray(PAYLOAD))) is first
    assert payloads.decode(PAYLOAD) is payloads.decode(bytes(bytearray(PAYLOAD)))


def test_another_place_audience_or_byte_is_another_entry() -> None:
    payloads = Payloads()
    first = payloads.posted(7, "LAPOSTE", PAYLOAD)
    assert payloads.posted(8, "LAPOSTE", PAYLOAD) == posted_of(8, "LAPOSTE", PAYLOAD) != first
    assert payloads.posted(7, "", PAYLOAD) == posted_of(7, "", PAYLOAD) != first
    dearer = PAYLOAD.replace(b'"cents":12', b'"cents":13')
    assert payloads.posted(7, "LAPOSTE", dearer).data["cents"] == 13


def test_bytes_that_were_read_are_not_taken_for_canonical_ones() -> None:
    """The form is judged by whoever decodes, whoever read them before."""
    payloads = Payloads()
    assert payloads.posted(7, "LAPOSTE", SPACED) == posted_of(7, "LAPOSTE", SPACED)
    for _ in range(2):
        with pytest.raises(NotCanonical):
            payloads.decode(SPACED)


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", PAYLOAD.replace(b'"v":1', b'"v":2'), b"\xff"])
def test_what_is_no_payload_is_told_each_time(payload: bytes) -> None:
    payloads = Payloads()
    for _ in range(2):
        with pytest.raises(NotCanonical):
            payloads.posted(7, "LAPOSTE", payload)
