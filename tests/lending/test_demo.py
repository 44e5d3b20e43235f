"""Things lent in the demo: whatever may become of one becomes of one, of each nature, and what is remembered stays bounded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
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
from concierge_desk.mechanisms.lending.demo import DemoLender
from concierge_desk.services.keys import SERVICE as KEYS
from concierge_desk.services.tools import SERVICE as TOOLS
from concierge_desk.store import journal

DAYS = 45
PEOPLE = next(service for service in catalogue.services() if service.code == "people")


def _same(one: Any) -> Any:
    return one


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoPlayer, tuple[DemoLender, ...]]:
    services, memories = [PEOPLE], []
    for service in (TOOLS, KEYS):
        demo: Any = service.aside().demo
        assert isinstance(demo, Demo)
        memory: DemoLender = demo.begin()
        parts = ServiceParts(demo=replace(demo, begin=partial(_same, memory)))
        services.append(replace(service, aside=partial(_same, parts)))
        memories.append(memory)
    living = DemoPlayer(Path(tmp_path_factory.mktemp("demo")), 1, services)
    for n in range(DAYS):
        living.live(last=n + 1 == DAYS)
    return living, tuple(memories)


def test_all_that_may_become_of_a_thing(lived: tuple[DemoPlayer, tuple[DemoLender, ...]]) -> None:
    with lived[0].opened() as desk:
        entries = desk.store.read(lambda rows: journal.posted(rows, 1))
        assert verify_desk(desk, VerifyRequest(tables=True)).faults == []
    kinds = Counter(entry.kind for entry in entries)
    for code in ("tools", "keys"):
        several = ("registered", "lent", "returned", "waited", "called", "released", "maintained", "moved")
        assert min(kinds[f"{code}.{kind}"] for kind in several) > 2
        once = ("reserved", "unreserved", "waiting_stopped", "reminded", "incident_noted", "reversed")
        assert [kind for kind in once if not kinds[f"{code}.{kind}"]] == []
    assert [
        kind for kind in ("tools.renewed", "tools.paid", "keys.authorised", "keys.counted") if not kinds[kind]
    ] == []
    assert min(kinds[f"caution.{kind}"] for kind in ("taken", "returned", "kept")) > 1
    back = [entry.data for entry in entries if entry.kind == "tools.returned"]
    assert {data["state"] for data in back} >= {"available", "incomplete", "damaged", "kept"}
    seen = [entry.data for entry in entries if entry.kind == "keys.counted"]
    assert any(data["missing"] for data in seen) and any(data["found"] for data in seen)
    began = min(str(entry.day) for entry in entries if entry.kind.endswith(".registered"))
    assert began == "2026-11-25"


def test_what_is_remembered_stays_bounded(lived: tuple[DemoPlayer, tuple[DemoLender, ...]]) -> None:
    for memory in lived[1]:
        assert len(memory.here) + len(memory.out) <= 5
        assert len(memory.people) == 3


OTHERS = ("relay.", "shop.", "household.")
"""Acts of other parts that are not drawn apart."""


def test_what_the_others_do_stays_as_it_was(tmp_path: Path) -> None:
    """The same acts, in the same order, with tools on loan beside them as without."""

    def lived_with(name: str, services: Sequence[Service]) -> list[str]:
        living = DemoPlayer(tmp_path / name, 3, services)
        for n in range(8):
            living.live(last=n == 7)
        with living.opened() as desk:
            entries = desk.store.read(lambda rows: journal.posted(rows, 1))
        return [entry.kind for entry in entries if entry.kind.startswith(OTHERS)]

    known = catalogue.services()
    without = [service for service in known if service.code != "tools"]
    assert lived_with("with", known) == lived_with("without", without)
