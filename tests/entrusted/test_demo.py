"""Pressing in the demo: whatever may become of a piece becomes of one, and what is remembered stays bounded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.demo.demo import Demo
from concierge_desk.counter.service import Service
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.desk import catalogue
from concierge_desk.jobs.demo.player import DemoPlayer
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.mechanisms.entrusted.demo import DemoTrade
from concierge_desk.services.pressing import SERVICE
from concierge_desk.store import journal

DAYS = 45


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoPlayer, DemoTrade]:
    demo: Any = SERVICE.aside().demo
    assert isinstance(demo, Demo)
    memory: DemoTrade = demo.begin()
    parts = ServiceParts(demo=replace(demo, begin=lambda: memory))
    living = DemoPlayer(Path(tmp_path_factory.mktemp("demo")), 1, [replace(SERVICE, aside=lambda: parts)])
    for n in range(DAYS):
        living.live(last=n + 1 == DAYS)
    return living, memory


def test_all_that_may_become_of_a_piece(lived: tuple[DemoPlayer, DemoTrade]) -> None:
    with lived[0].opened() as desk:
        entries = desk.store.read(lambda rows: journal.posted(rows, 1))
        assert verify_desk(desk, VerifyRequest(tables=True)).faults == []
    kinds = Counter(entry.kind.removeprefix("pressing.") for entry in entries)
    several = ("taken_in", "sent", "received_back", "made_ready", "paid", "collected", "slip_prepared")
    assert min(kinds[kind] for kind in several) > 2
    once = ("withdrawn", "disputed", "dispute_settled", "redone", "reminded", "moved", "reversed")
    assert [kind for kind in once if not kinds[kind]] == []
    back = [entry.data for entry in entries if entry.kind == "pressing.received_back"]
    assert any(data["missing"] for data in back) and any(data["found_again"] for data in back)
    assert {row["outcome"] for data in back for row in data["pieces"] if "outcome" in row} == {
        "treated",
        "untreated",
    }
    assert {entry.day for entry in entries if entry.kind == "pressing.taken_in"} >= {"2026-11-25"}
    assert not any(entry.kind.startswith("pressing.") for entry in entries if str(entry.day) < "2026-11-25")


def test_what_is_remembered_stays_bounded(lived: tuple[DemoPlayer, DemoTrade]) -> None:
    _, memory = lived
    assert len(memory.ready) <= 40
    assert sum(map(len, memory.waiting.values())) + sum(map(len, memory.away.values())) < 60


OTHERS = ("relay.", "shop.", "person.", "household.", "member.")
"""Acts of the other parts."""


def test_what_the_others_do_stays_as_it_was(tmp_path: Path) -> None:
    """The same acts, in the same order, with pressing beside them as without it."""

    def lived_with(name: str, services: Sequence[Service]) -> list[str]:
        living = DemoPlayer(tmp_path / name, 3, services)
        for n in range(8):
            living.live(last=n == 7)
        with living.opened() as desk:
            entries = desk.store.read(lambda rows: journal.posted(rows, 1))
        return [entry.kind for entry in entries if entry.kind.startswith(OTHERS)]

    known = catalogue.services()
    without = [service for service in known if service.code != "pressing"]
    assert lived_with("with", known) == lived_with("without", without)
