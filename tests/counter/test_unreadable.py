"""An entry that cannot be read any more: the closing is made all the same, and says so.

Source: docs/contract.md, "What the desk promises", promise 8.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from concierge_desk.store import journal
from tests.counter.desks import COFFEE, LV_20, Play, card, cash
from tests.counter.test_visits_closing import rows_of
from tests.store.stores import raw

LA_POSTE = export_of("laposte")


def spoil(play: Play, seq: int, change: Callable[[bytes], bytes]) -> None:
    """Change a payload from outside the program, the triggers dropped and put back."""
    with raw(play.desk.folder.store, play.desk.keys.store_key) as rows:
        (payload,) = rows.execute("SELECT payload FROM journal WHERE seq = ?", (seq,)).fetchone()
        rows.execute("UPDATE journal SET payload = ? WHERE seq = ?", (change(payload), seq))


def flipped(payload: bytes) -> bytes:
    """One bit of the first byte: no JSON any more."""
    return bytes([payload[0] ^ 1]) + payload[1:]


def nothing(payload: bytes) -> bytes:
    return b""


def no_text(payload: bytes) -> bytes:
    return b"\xff" + payload[1:]


def another_amount(payload: bytes) -> bytes:
    """Still JSON, still an entry, and not the one that was written."""
    changed = payload.replace(b'"cents":', b'"cents":1', 1)
    assert changed != payload
    return changed


def faults(play: Play) -> set[tuple[str, int | None]]:
    verdict = verify_desk(play.desk, VerifyRequest())
    return {(fault["code"], fault["seq"]) for fault in verdict.faults}


@pytest.fixture
def sold(shop: Play) -> Play:
    """Two tickets: a coffee and a stamp in cash, a coffee by card; and ten euros to the bank."""
    shop.settle([COFFEE, LV_20], cash(500))
    shop.settle([COFFEE], card(120))
    shop.do("till.move", direction="out", cents=1000, reason="bank")
    return shop


@pytest.mark.parametrize("change", [flipped, nothing, no_text, another_amount])
def test_the_day_is_closed_and_says_so(sold: Play, change: Callable[[bytes], bytes]) -> None:
    seq = sold.last("shop.sold").seq
    spoil(sold, seq, change)
    answer = sold.close(counted_cents=8000 + 272 - 1000)
    assert [(warning.code, warning.params) for warning in answer.warnings] == [
        ("day.entries_unreadable", {"entries": 1})
    ]
    data = answer.posted[-1].data
    assert data["unreadable"] == [seq]
    # What the drawer should hold was moved when the entry was made: there is no gap by it.
    assert answer.result["gap_cents"] == 0
    # The line is left out of the sums, and nothing is put in its place.
    assert {row["fund"]: row["cents"] for row in data["funds"]} == {"MANDATE:LAPOSTE": 152, "OWN": 120}
    assert (data["counts"]["lines"], data["counts"]["tickets"]) == (2, 2)
    assert f"Écritures illisibles, non comptées : {seq}." in " ".join(rows_of(sold, "z:Z-2026-0001"))
    # The next day is as every day, and verify names the entry.
    sold.open("2026-11-26T08:00")
    sold.settle([COFFEE], card(120))
    second = sold.close(counted_cents=None).posted[-1].data
    assert "unreadable" not in second
    assert [warning["code"] for warning in second["warnings"]] == ["till.not_counted"]
    assert {seq} == {found for _, found in faults(sold)}


@pytest.mark.parametrize(
    "kind", ["day.opened", "shop.sold", "relay.sold", "till.settled", "till.moved", "tariff.imported"]
)
def test_whichever_entry_it_is(sold: Play, kind: str) -> None:
    seq = sold.last(kind).seq
    spoil(sold, seq, flipped)
    answer = sold.close(counted_cents=7272)
    assert answer.posted[-1].data["unreadable"] == [seq]
    assert sold.open("2026-11-26T08:00").result == {"day": "2026-11-26", "float_cents": 7272}


def test_several_are_all_named_and_late_is_late(sold: Play) -> None:
    seqs = [sold.last(kind).seq for kind in ("relay.sold", "till.settled", "till.moved")]
    for seq in seqs:
        spoil(sold, seq, flipped)
    answer = sold.close("2026-11-26T09:00")
    assert [(warning.code, warning.params) for warning in answer.warnings] == [
        ("till.not_counted", {}), ("day.entries_unreadable", {"entries": 3}),
    ]  # fmt: skip
    assert answer.posted[-1].data["unreadable"] == sorted(seqs)
    # The range goes to the last entry, readable or not.
    assert answer.posted[-1].data["seq_to"] == max(seqs) == seqs[2]


def test_what_was_read_already_may_be_the_last(sold: Play) -> None:
    spoil(sold, sold.last("shop.sold").seq, flipped)
    head = sold.head()
    data = sold.close(counted_cents=None).posted[-1].data
    assert (data["seq_to"], data["head"]) == (head, sold.entry(head).hash.hex())


def test_a_whole_day_names_nothing(sold: Play) -> None:
    answer = sold.close(counted_cents=7272)
    assert ("unreadable" in answer.posted[-1].data, answer.warnings) == (False, ())


def test_the_counter_goes_on_before_the_closing(sold: Play) -> None:
    """It is told where somebody looks; it bars nobody who stands there."""
    seq = sold.last("shop.sold").seq
    spoil(sold, seq, flipped)
    sold.settle([COFFEE], card(120))
    sold.do("relay.receive", tracking="6A15602676300", shelf="A3")
    told = sold.status()
    assert (told["unreadable"], told["state"], told["tickets"]) == ([seq], "open", 3)
    sold.close(counted_cents=7272)
    assert sold.status()["unreadable"] == [seq]


# A closing that cannot be read any more.


@pytest.mark.parametrize("change", [flipped, another_amount])
def test_the_totals_go_on_over_a_closing_that_is_lost(sold: Play, change: Callable[[bytes], bytes]) -> None:
    """R-1.30: the perpetual total is never lost; it is summed up anew from the lines."""
    sold.do("till.refund", ticket="T-2026-000002", lines=[{"line": 1}], reason="returned")
    closed = sold.close(counted_cents=7272).posted[-1]
    spoil(sold, closed.seq, change)
    sold.open("2026-11-26T08:00")
    sold.settle([COFFEE, LV_20], card(272))
    data = sold.close(counted_cents=7272).posted[-1].data
    totals = {row["scope"]: row for row in data["totals"]}
    assert totals["turnover"] == {
        "scope": "turnover", "period_cents": 120, "year_cents": 240, "perpetual_cents": 240,
        "perpetual_abs_cents": 480,
    }  # fmt: skip
    assert totals["third_parties"] == {
        "scope": "third_parties", "period_cents": 152, "year_cents": 304, "perpetual_cents": 304,
        "perpetual_abs_cents": 304,
    }  # fmt: skip
    # The entry itself is still there: its hash names it.
    assert data["previous"] == {"number": "Z-2026-0001", "hash": sold.entry(closed.seq).hash.hex()}
    assert "unreadable" not in data


def test_the_year_goes_on_from_its_own_last_closing(sold: Play) -> None:
    sold.close(counted_cents=7272)
    sold.hands.set("2027-01-02T09:00")
    sold.do("day.open", confirmed_day="2027-01-02")
    sold.settle([COFFEE], card(120))
    closed = sold.close(counted_cents=7272).posted[-1]
    spoil(sold, closed.seq, flipped)
    sold.open("2027-01-03T09:00")
    sold.settle([COFFEE], card(120))
    (row, _) = sold.close(counted_cents=7272).posted[-1].data["totals"]
    assert (row["period_cents"], row["year_cents"], row["perpetual_cents"]) == (120, 240, 480)


def test_a_lost_closing_is_not_printed_again(sold: Play) -> None:
    closed = sold.close(counted_cents=7272).posted[-1]
    spoil(sold, closed.seq, flipped)
    with pytest.raises(IntegrityFailure) as caught:
        sold.paper("z:Z-2026-0001")
    assert caught.value.code == "store.damaged"


def test_a_lost_closing_is_not_told_as_if_it_were_whole(sold: Play) -> None:
    closed = sold.close(counted_cents=7272).posted[-1]
    spoil(sold, closed.seq, another_amount)
    with pytest.raises(IntegrityFailure) as caught:
        sold.status("2026-11-25")
    assert caught.value.code == "store.damaged"


@pytest.mark.parametrize("change", [flipped, another_amount])
def test_settings_that_are_lost_are_read_from_their_copy(
    sold: Play, change: Callable[[bytes], bytes]
) -> None:
    """The counter goes on, and the closing names the entry."""
    seq = sold.last("settings.set").seq
    spoil(sold, seq, change if change is flipped else lambda payload: payload.replace(b"AMP1-F", b"XXX1-F"))
    sold.settle([COFFEE], card(120))
    assert sold.close(counted_cents=7272).posted[-1].data["unreadable"] == [seq]
    with raw(sold.desk.folder.store, sold.desk.keys.store_key) as rows:
        rows.execute("UPDATE setting SET data = '{'")
    with pytest.raises(IntegrityFailure) as caught:
        sold.do("till.count", counted_cents=1)
    assert caught.value.code == "store.damaged"


# La Poste's file.


def test_la_postes_file_of_a_day_with_a_spoilt_entry_of_ours(sold: Play, tmp_path: Path) -> None:
    """Its own entries are whole: the file is made, and verifies."""
    spoil(sold, sold.last("shop.sold").seq, flipped)
    sold.close(counted_cents=7272)
    written = write_export(sold.desk, LA_POSTE, "2026-11-25", tmp_path, None)
    assert verify_file(written.path, VerifyRequest()).faults == []


def test_la_postes_file_of_a_day_with_a_spoilt_entry_of_its_own(sold: Play, tmp_path: Path) -> None:
    """What cannot be read is not handed on as if it were whole."""
    spoil(sold, sold.last("relay.sold").seq, flipped)
    sold.close(counted_cents=7272)
    with pytest.raises(IntegrityFailure) as caught:
        write_export(sold.desk, LA_POSTE, "2026-11-25", tmp_path, None)
    assert caught.value.code == "store.damaged"
    assert list(tmp_path.iterdir()) == []
    assert sold.rows("SELECT count(*) FROM journal WHERE kind = 'export.made'") == [(0,)]


# What counts as readable.


def test_readable_is_what_was_written(sold: Play) -> None:
    def read(first: int, last: int | None = None) -> Any:
        posted, unreadable = sold.desk.store.read(lambda rows: journal.readable(rows, first, last))
        return [entry.seq for entry in posted], list(unreadable)

    first = sold.last("day.opened").seq
    head = sold.head()
    assert read(first) == (list(range(first, head + 1)), [])
    spoil(sold, first + 1, flipped)
    spoil(sold, first + 2, another_amount)
    assert read(first) == ([first, *range(first + 3, head + 1)], [first + 1, first + 2])
    assert read(first + 1, first + 3) == ([first + 3], [first + 1, first + 2])
    # What was erased after its time is neither.
    with raw(sold.desk.folder.store, sold.desk.keys.store_key) as rows:
        rows.execute("UPDATE journal SET payload = NULL WHERE seq = ?", (first + 1,))
    assert read(first) == ([first, *range(first + 3, head + 1)], [first + 2])
