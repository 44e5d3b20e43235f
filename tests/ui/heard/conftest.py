"""One window on a real accessibility bus, with a listener beside it, for all that is tried here."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.counter.desks import WEDNESDAY, Desks, Play
from tests.services.lent import every_lender
from tests.services.natures import every_trade
from tests.ui.heard.bus import PROGRAMS, AccessBus
from tests.ui.heard.tree import Reader
from tests.ui.window.process import PATIENCE_S, Shown, shown
from tests.ui.xserver import XServer, require_x

PEOPLE = {"Mme Kessler": "6A15602676300", "M. Kestner": "6A15602676317", "Mme Weber": "6A15602676324"}
CARD, NAME = "p-4t9d2k7mx0q3", "Nadia Roux"
"""Somebody who is known, and has nothing here."""
QUIET_S = 0.4
"""So long nothing more is heard, where nothing more is to be heard."""
SCANS, TAKEN_S = 3, 4.0
"""How often a code is scanned at most, and how long it is looked whether it was taken."""


def scan(
    hands: XServer | Shown, code: str, taken: Callable[[], bool], begin: Callable[[], None] = lambda: None
) -> None:
    """Scan as she does: look whether it was taken; where it was not, take back what stands there and scan again.

    A busy machine now and then cuts a burst in two, which then counts as typed.

    Args:
        hands: What types.
        code: What is scanned.
        taken: Whether it is seen to have been.
        begin: Done before each time.
    """
    for again in range(SCANS):
        if again:
            hands.key("Escape", "Escape")
        begin()
        hands.type(f"{code}\n")
        end = time.monotonic() + TAKEN_S
        while time.monotonic() < end:
            if taken():
                return
            time.sleep(0.05)
    pytest.fail(f"{code} was scanned {SCANS} times, and never taken")


@dataclass
class Told:
    """What is read of a window, and what is announced there.

    Attributes:
        reader: Looks through it.
    """

    reader: Reader
    _lines: "queue.Queue[str]" = field(default_factory=queue.Queue)

    def next(self, count: int = 1) -> list[tuple[str, bool]]:
        """Wait for so many announcements, and return them: text, and whether it broke off what was read; no more come."""
        told: list[tuple[str, bool]] = []
        end = time.monotonic() + PATIENCE_S
        while len(told) < count:
            try:
                told.append(self._one(end - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"{count} announcements were to be heard, not {told}")
        time.sleep(QUIET_S)
        while not self._lines.empty():
            told.append(self._one(0))
        return told

    def told_yet(self) -> list[str]:
        """Return the announcements that wait to be looked at, as texts."""
        with self._lines.mutex:
            return [_plain(json.loads(line)[0]) for line in self._lines.queue]

    def follow(self, listener: "subprocess.Popen[str]") -> None:
        """Keep what a listener writes, until it ends."""
        assert listener.stdout is not None
        for line in listener.stdout:
            self._lines.put(line)

    def _one(self, seconds: float) -> tuple[str, bool]:
        text, urgent = json.loads(self._lines.get(timeout=max(seconds, 0.001)))
        return _plain(text), urgent


def _plain(text: str) -> str:
    # What keeps words together on the screen is not heard.
    return text.replace("\N{NO-BREAK SPACE}", " ")


@dataclass
class Heard(Told):
    """A window of a desk, what is read of it, and what is announced.

    Attributes:
        window: The window and its desk.
    """

    window: Shown = field(kw_only=True)

    def scan(self, code: str, says: str) -> None:
        """Scan a code, until something is announced that says a word of what comes of it; what was before is forgotten."""
        scan(self.window, code, lambda: self._told(says), self._forget)

    def _told(self, says: str) -> bool:
        if not any(says in text for text in self.told_yet()):
            # However long a busy machine takes over it: what comes late was taken all the same.
            self.window.rest()
        return any(says in text for text in self.told_yet())

    def _forget(self) -> None:
        self.window.rest()
        while not self._lines.empty():
            self._lines.get()


@contextmanager
def listened(told: Told, address: str) -> Iterator[None]:
    """Hear what is announced on a bus, in a process beside."""
    listener = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.heard.listener", address], stdout=subprocess.PIPE, text=True
    )
    assert listener.stdout is not None and listener.stdout.readline() == "ready\n"
    threading.Thread(target=told.follow, args=[listener], daemon=True).start()
    try:
        yield
    finally:
        listener.terminate()
        listener.wait()
        listener.stdout.close()


@contextmanager
def read_screen(folder: Path) -> Iterator[tuple[XServer, AccessBus, Reader]]:
    """Start a screen, and a bus on which its only program is read.

    Args:
        folder: Where the sockets lie.
    """
    require_x(*PROGRAMS)
    folder.chmod(0o700)
    with (
        XServer() as server,
        AccessBus(folder, server.display) as bus,
        Reader(bus.address) as reader,
    ):
        server.beside |= bus.environment
        yield server, bus, reader


@pytest.fixture(scope="module")
def heard(desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """The window of an open day, with stamps, places, parcels that wait, and a thing of every trade."""
    with (
        read_screen(tmp_path_factory.mktemp("sockets")) as (server, bus, reader),
        desks.desk() as play,
    ):
        _begin(play)
        with shown(server, play, lang="fr") as window:
            found = Heard(reader, window=window)
            with listened(found, bus.address):
                reader.wait("Ligne de scan")
                window.rest()
                yield found


def _begin(play: Play) -> None:
    play.open(float_cents=8000)
    for place, product in enumerate(("LV_20", "LI_20")):
        play.do("relay.stock_receive", product=product, quantity=100 + place)
    play.do("relay.set_places", places=["A1", "A2", "A3"])
    play.do("person.create", card=CARD, family="Roux", given="Nadia", street="3 rue des Lilas")
    for place, (name, tracking) in enumerate(PEOPLE.items(), start=1):
        play.do(
            "relay.receive",
            tracking=tracking,
            shelf=f"A{place}",
            addressee={"name": name},
            presented_day=WEDNESDAY,
        )
    for trade in every_trade().values():
        # Its page stands in the rail once something of it was taken in.
        trade.an_order(play)
    for lender in every_lender():
        # Once something of it is registered.
        lender.register(play)
