"""The whole journal as lines and rows: exact where it can be read, said where it cannot."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st

from concierge_desk.domain import canonical
from concierge_desk.domain.journal import ZERO_HASH, Entry, digest_of
from concierge_desk.exporting.journal_out import JOURNAL, csv_row, json_line
from concierge_desk.exporting.tables import to_csv
from concierge_desk.store.journal import whole
from tests.exporting.csv_reader import from_csv

NAMES = [field.name for field in JOURNAL.fields]


def entry(**data: Any) -> Entry:
    envelope = {
        "at": "2026-11-25T07:04:31.120Z",
        "by": "o01",
        "data": data,
        "day": "2026-11-25",
        "desk": "AMP1",
        "epoch": "A",
        "kind": "shop.sold",
        "op": "0197",
        "salt": "00",
        "tz": "+01:00",
        "v": 1,
    }
    payload = canonical.encode(envelope)
    return Entry(
        *(7, "A", "", "shop.sold", "2026-11-25", payload, digest_of(payload)),
        *(ZERO_HASH, bytes(range(32)), bytes(64)),
    )


def row(found: Entry) -> dict[str, Any]:
    return dict(zip(NAMES, csv_row(found, whole(found)), strict=True))


def test_the_golden_line() -> None:
    sold = entry(ticket="T-1", line={"label": "Café", "cents": 150}, corrects=3)
    assert sold.payload is not None
    assert (
        json_line(sold, readable=whole(sold) is not None)
        == (
            '{"seq":7,"epoch":"A","aud":"","kind":"shop.sold","day":"2026-11-25","payload":{"at":"2026-11-25T07:04:31'
            '.120Z","by":"o01","data":{"corrects":3,"line":{"cents":150,"label":"Café"},"ticket":"T-1"},"day":'
            '"2026-11-25","desk":"AMP1","epoch":"A","kind":"shop.sold","op":"0197","salt":"00","tz":"+01:00","v":1},'
            f'"digest":"{sold.digest.hex()}","prev_hash":"{"00" * 32}","hash":"{bytes(range(32)).hex()}",'
            f'"sig":"{"00" * 64}"}}\n'
        ).encode()
    )
    assert row(sold) == {
        "seq": 7,
        "epoch": "A",
        "day": "2026-11-25",
        "at": "2026-11-25T07:04:31.120Z",
        "kind": "shop.sold",
        "aud": None,
        "by": "o01",
        "op": "0197",
        "corrects": 3,
        "ticket": "T-1",
        "label": "Café",
        "amount": 150,
        "content": None,
        "digest": sold.digest.hex(),
        "hash": bytes(range(32)).hex(),
    }


@given(st.lists(st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.none()))
def test_the_payload_of_a_line_is_the_signed_one(values: list[Any]) -> None:
    try:
        sold = entry(values=values)
    except canonical.NotCanonical:
        reject()
    line = json_line(sold, readable=whole(sold) is not None)
    assert line.count(b"\n") == 1
    told = json.loads(line)
    assert digest_of(canonical.encode(told["payload"])).hex() == told["digest"]
    begin = line.index(b'"payload":') + len(b'"payload":')
    assert digest_of(line[begin : line.index(b',"digest":"')]).hex() == told["digest"]


def test_what_was_purged_is_null_and_said() -> None:
    gone = replace(entry(), payload=None)
    told = json.loads(json_line(gone, readable=whole(gone) is not None))
    assert (told["payload"], "unreadable" in told) == (None, False)
    assert (row(gone)["content"], row(gone)["at"], row(gone)["kind"]) == ("effacé", None, "shop.sold")


def test_what_cannot_be_read_is_handed_on_as_it_is_and_said() -> None:
    sound = entry(line={"label": "Café", "cents": 150})
    assert sound.payload is not None
    fallen = replace(sound, payload=sound.payload.replace(b"150", b"950"))
    no_payload = replace(sound, payload=b"\xff{", digest=digest_of(b"\xff{"))
    for broken in (fallen, no_payload):
        told = json.loads(json_line(broken, readable=whole(broken) is not None))
        assert (told["payload"], bytes.fromhex(told["unreadable"])) == (None, broken.payload)
        assert (row(broken)["content"], row(broken)["amount"]) == ("illisible", None)


def test_data_of_another_form_leave_their_cells_empty() -> None:
    odd = row(entry(line="none", ticket=4, corrects="x"))
    assert [odd[name] for name in ("label", "amount", "ticket", "corrects")] == [None] * 4
    empty = row(entry(line={"label": "", "cents": True}))
    assert (empty["label"], empty["amount"]) == (None, None)


def test_a_label_that_is_a_formula_is_guarded() -> None:
    sold = entry(line={"label": "=1+1", "cents": 1})
    rows = [csv_row(sold, whole(sold))]
    content = to_csv(JOURNAL, rows)
    assert b";'=1+1;" in content
    assert from_csv(JOURNAL, content) == rows
