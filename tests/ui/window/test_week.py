"""A week in the real window in which much goes wrong: every day ends closed, under its own date."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.store import day as days
from tests.counter.desks import Desks, Play
from tests.e2e.driver import Shop
from tests.failures.disks import disk
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import prints
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.window.at_the_day import AtTheDay, state_of
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.test_printer import chip_of, set_printer, told_on

PATIENCE_S = 60
FLOAT = 8000
STAMP = 152
"""The favourite of Shift and F1."""
SHOULD = FLOAT + 3 * STAMP
"""What lies in the drawer on Wednesday evening: one ticket of each day."""


class Week(AtTheDay):
    """Her days, one after another."""

    def __init__(self, keys: WindowKeys, play: Play) -> None:
        super().__init__(keys)
        self.play_desk = play
        self.keys: WindowKeys = keys

    def at(self, when: str) -> None:
        """The clock of the PC stands somewhere else."""
        self.play_desk.hands.set(when)

    def waits_for(self, holds: Callable[[], bool]) -> None:
        """The printer is asked beside all else, and takes its time."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end
            self.keys.rest()

    def sell(self) -> None:
        """One stamp, paid exactly."""
        self._at_counter()
        self.hands.favourite(0)
        self.hands.press("plus")

    def closes(self, cents: int, *, reason: str = "") -> None:
        """Count and close; where there is a gap, with the number of its reason."""
        self.count(cents)
        if reason:
            assert state_of(self.window).step == "counted"
            self.press("f6")
            self.hands.type(reason)
            self.press("enter")
            self.press("day")
        assert state_of(self.window).step == "stick", state_of(self.window).told
        self.press("escape")
        self.press("home")


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk(start="2026-11-23T07:50") as play:
        yield play


def test_every_day_of_a_bad_week_ends_closed(
    play: Play,
    opened: Callable[[Play], MainWindow],
    plugged: Plugged,
    printer: RollPrinter,
    tmp_path: Path,
) -> None:
    hers = Week(WindowKeys(opened(play)), play)
    _monday_the_printer_is_empty(hers, printer)
    _tuesday_is_forgotten(hers)
    _wednesday_is_miscounted(hers)
    _thursday_the_clock_is_set_back(hers)
    _friday_the_stick_is_full(hers, plugged, tmp_path)
    lived = [entry.data["day"] for entry in play.posted() if entry.kind == "day.closed"]
    assert lived == [f"2026-11-{number}" for number in range(23, 28)]
    assert play.desk.store.read(lambda rows: days.day_state(rows, "MAIN")).open is None
    assert Shop(play.desk.folder.root).run("verify").status == 0


def test_a_shop_left_for_a_week_with_tuesday_open_comes_back(
    play: Play, opened: Callable[[Play], MainWindow]
) -> None:
    """One day is forgotten, never several: the others were not opened. It is closed by one key, then today begins."""
    hers = Week(WindowKeys(opened(play)), play)
    _monday(hers)
    hers.at("2026-11-24T07:52")
    hers.open_day()
    hers.hands.type("5")
    hers.press("passage")
    hers.sell()
    # The next Wednesday. Nobody has been here since.
    hers.at("2026-12-02T07:55")
    hers.press("passage")
    assert hers.keys.state.told is not None
    assert hers.keys.state.told.text.startswith("The day of 2026-11-24 was not closed")
    hers.press("day")
    assert state_of(hers.window).sheet.late
    hers.press("day")
    closed = play.last("day.closed").data
    assert (closed["day"], closed["late"]) == ("2026-11-24", True)
    assert (closed["counts"]["passages"], closed["counts"]["tickets"]) == (5, 1)
    hers.press("escape")
    # So many days after the last one the date is asked once more.
    hers.press("day")
    assert state_of(hers.window).confirm == "2026-12-02"
    hers.press("day")
    assert play.last("day.opened").data["day"] == "2026-12-02"
    hers.press("home")
    hers.press("passage")
    hers.sell()
    hers.at("2026-12-02T11:35")
    hers.closes(SHOULD)
    closed = play.last("day.closed").data
    assert (closed["day"], closed["counts"]["passages"]) == ("2026-12-02", 1)
    lived = [entry.data["day"] for entry in play.posted() if entry.kind == "day.closed"]
    assert lived == ["2026-11-23", "2026-11-24", "2026-12-02"]
    assert Shop(play.desk.folder.root).run("verify").status == 0


def _monday(hers: Week) -> None:
    hers.open_day(FLOAT)
    hers.sell()
    hers.at("2026-11-23T18:02")
    hers.closes(FLOAT + STAMP)


def _monday_the_printer_is_empty(hers: Week, printer: RollPrinter) -> None:
    """She sells and closes all the same; what waits comes out by itself, in its order, once there is paper."""
    play, window = hers.play_desk, hers.window
    printer.lines_left = 0
    set_printer(hers.keys, printer.typed)
    hers.open_day(FLOAT)
    assert hers.play({"do": "relay.deposit", "kind": "prepaid_return", "tracking": "8K00009775862"})
    hers.sell()
    for _ in range(2):
        hers.press("f12")
    hers.waits_for(lambda: told_on(window).startswith("The paper waits. The printer has no paper left"))
    hers.press("escape")
    hers.waits_for(lambda: chip_of(window) == "Printer: out of paper · 2 papers wait")
    hers.at("2026-11-23T18:02")
    hers.closes(FLOAT + STAMP)
    hers.press("f12")
    hers.press("escape")
    hers.waits_for(lambda: chip_of(window) == "Printer: out of paper · 3 papers wait")
    closed = play.last("day.closed").data["counts"]
    assert (closed["tickets"], closed["not_printed"]) == (1, 1), "it was not printed by then"
    printer.put_paper_in()
    hers.press("f12")
    hers.press("escape")
    assert chip_of(window) == "Printer: ready"
    waited = [f"deposit:{play.last('relay.deposited').seq}", "ticket:T-2026-000001", "z:Z-2026-0001"]
    assert prints(play) == [(document, 0, False) for document in waited]
    assert [("Ticket" in text, "Clôture" in text) for text in printer.texts] == [
        (False, False),
        (True, False),
        (True, True),
    ]
    assert not any("DUPLICATA" in text for text in printer.texts)


def _tuesday_is_forgotten(hers: Week) -> None:
    """With a visit that nobody paid."""
    hers.at("2026-11-24T07:52")
    hers.open_day()
    hers.sell()
    hers.hands.favourite(0)


def _wednesday_is_miscounted(hers: Week) -> None:
    """Tuesday first, by one key, under its own date; its visit is kept, and paid today."""
    play = hers.play_desk
    hers.at("2026-11-25T07:55")
    hers.press("day")
    assert state_of(hers.window).sheet.late
    hers.press("day")
    closed = play.last("day.closed").data
    assert (closed["day"], closed["late"], closed["counts"]["parked"]) == ("2026-11-24", True, 1)
    hers.press("escape")
    hers.press("day")
    assert play.last("day.opened").data["day"] == "2026-11-25"
    hers.press("home")
    # What came out late is no print of Tuesday's, and no duplicate.
    assert (closed["counts"]["not_printed"], closed["counts"]["duplicates"]) == (1, 0)
    # It stands at the counter as it stood.
    hers.hands.press("plus")
    assert hers.keys.state.paid is not None
    # She counts ten euros too few.
    hers.at("2026-11-25T18:05")
    hers.closes(SHOULD - 1000, reason="1")
    assert play.last("day.closed").data["gap_reason"] == "counting_error"


def _thursday_the_clock_is_set_back(hers: Week) -> None:
    """The ten euros were there all along: the Z stays, and the difference shows in the next one."""
    play = hers.play_desk
    hers.at("2026-11-26T07:50")
    hers.open_day(SHOULD)
    hers.at("2026-11-26T11:20")
    hers.sell()
    hers.at("2026-11-26T07:05")
    hers.sell()
    assert "clock.set_back" in [entry.kind for entry in play.posted()]
    hers.closes(SHOULD + 2 * STAMP)
    assert play.last("day.closed").data["cash"]["opening_gap_cents"] == 1000


def _friday_the_stick_is_full(hers: Week, plugged: Plugged, folder: Path) -> None:
    """The day is closed all the same, and the copy waits for another stick."""
    hers.at("2026-11-27T07:50")
    hers.open_day()
    hers.at("2026-11-27T18:00")
    hers.count(SHOULD + 2 * STAMP)
    empty = folder / "NEUVE"
    empty.mkdir()
    with disk("memory", folder) as full:
        full.fill(64 * 1024)
        plugged.sticks.append(full.folder)
        hers.press("day")
        for _ in range(2):
            hers.hands.type(PASSPHRASE)
            hers.press("enter")
        state = state_of(hers.window)
        assert state.told is not None and state.told.tone == "bad"
        assert state.step == "stick"
        assert list(full.folder.glob("concierge-desk/*.zip")) == []
        plugged.sticks[:] = [empty]
        hers.press("day")
    assert state_of(hers.window).step == "over", state_of(hers.window).told
    assert len(list(empty.glob("concierge-desk/*.zip"))) == 1
