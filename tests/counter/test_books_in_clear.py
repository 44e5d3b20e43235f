"""The books of one audience: what La Poste's file has in clear bears itself out, as far as that goes.

Source: docs/contract.md, "The books"; decision 0053.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.books.audience import wrong_in_clear
from concierge_desk.desk import catalogue
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.daily_file import export_of, own_entries
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.store import journal
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash

COMPLAINT = {"tracking": "6A15602676300", "subject": "delay", "note": "Trois semaines."}


def live(play: Play) -> None:
    play.open(float_cents=8000)
    play.do("relay.stock_receive", product="LV_20", quantity=50)
    play.settle([{**LV_20, "quantity": 3}, COFFEE, LV_20], cash(1000))
    play.settle([LV_20], card(152))
    play.do(
        "till.refund",
        ticket="T-2026-000001",
        lines=[{"line": 1, "quantity": 1}],
        means="cash",
        reason="returned",
    )
    for number in ("1A23456789012", "1A23456789029"):
        play.do("relay.deposit", kind="registered", tracking=number)
        play.do("relay.prepare_slip", what="deposits")
    play.do("relay.hand_to_postman", slip="B-2026-0001")
    for _ in range(2):
        play.do("relay.complain", **COMPLAINT)
    play.do("relay.forward_complaint", complaint="R-2026-0001", to="customer_service")
    play.close("2026-11-25T18:00", counted_cents=None)


@pytest.fixture(scope="module")
def own(desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> tuple[Posted, ...]:
    """La Poste's entries of a day; its file holds."""
    with desks.desk() as play:
        live(play)
        folder = tmp_path_factory.mktemp("releve")
        written = write_export(play.desk, export_of("laposte"), "2026-11-25", folder, None)
        assert verify_file(written.path, VerifyRequest()).faults == []
        assert verify_file(written.path, VerifyRequest(books=False)).faults == []
        entries = play.desk.store.read(lambda rows: tuple(journal.entries(rows, 1)))
        return own_entries(export_of("laposte"), entries)


def told(posted: Sequence[Posted]) -> list[str]:
    kinds = {entry.seq: entry.kind for entry in posted}
    return [f"{kinds[seq]}: {detail}" for seq, detail in wrong_in_clear(posted, catalogue.booked())]


def changed(
    own: Sequence[Posted], kind: str, n: int, change: Callable[[Posted], dict[str, Any]]
) -> list[Posted]:
    found = [entry for entry in own if entry.kind == kind][n]
    altered = replace(found, data={**found.data, **change(found)})
    return [altered if entry is found else entry for entry in own]


def test_an_honest_day(own: tuple[Posted, ...]) -> None:
    assert told(own) == []


CHANGES: dict[str, tuple[str, int, Callable[[Posted], dict[str, Any]], list[str]]] = {
    "a line that does not add up": (
        "relay.sold", 0, lambda entry: {"line": {**entry.data["line"], "cents": 1}}, ["relay.sold: line"],
    ),
    "a ticket of another year": ("relay.sold", 0, lambda _entry: {"ticket": "T-2025-000001"}, ["relay.sold: ticket"]),
    "no ticket's number": ("relay.sold", 0, lambda _entry: {"ticket": "T"}, ["relay.sold: ticket"]),
    "a ticket that comes too late": (
        "relay.sold", 2, lambda _entry: {"ticket": "T-2026-000000"}, ["relay.sold: ticket"],
    ),
    "a line's place": ("relay.sold", 1, lambda _entry: {"n": 1}, ["relay.sold: n"]),
    "what is corrected": ("relay.sold", 3, lambda entry: {"corrects": entry.seq}, ["relay.sold: corrects"]),
    "what is corrected is of another kind": (
        "relay.sold", 3, lambda entry: {"corrects": entry.seq + 1}, ["relay.sold: corrects"],
    ),
    "a slip's number twice": (
        "relay.slip_prepared", 1, lambda _entry: {"slip": "B-2026-0001"}, ["relay.slip_prepared: slip"],
    ),
    "a slip's epoch": (
        "relay.slip_prepared", 1, lambda _entry: {"slip": "B-2026-C-0002"}, ["relay.slip_prepared: slip"],
    ),
    "what is on a slip": (
        "relay.slip_prepared",
        0,
        lambda entry: {"items": [{**entry.data["items"][0], "seq": "none"}]},
        ["relay.slip_prepared: seq"],
    ),
    "a complaint's number": (
        "relay.complaint_noted", 1, lambda _entry: {"complaint": "R-2026-0001"}, ["relay.complaint_noted: complaint"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_told(what: str, own: tuple[Posted, ...]) -> None:
    kind, n, change, expected = CHANGES[what]
    assert told(changed(own, kind, n, change)) == expected


def test_what_lies_before_the_day_is_not_there_and_may_be_named(own: tuple[Posted, ...]) -> None:
    assert told(changed(own, "relay.sold", 3, lambda _entry: {"corrects": 1})) == []


def test_an_older_complaint_says_no_number(own: tuple[Posted, ...]) -> None:
    noted = next(entry for entry in own if entry.kind == "relay.complaint_noted")
    older = replace(noted, data={name: value for name, value in noted.data.items() if name != "complaint"})
    assert told([older if entry is noted else entry for entry in own]) == []
