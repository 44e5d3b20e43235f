"""Sheets at the counter without a window: what is told of the one on the screen, when what waits is tried again."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Param
from concierge_desk.pages.sheets.face import HandedOn, Kept, SheetQueue, SheetsWorked
from concierge_desk.pages.sheets.presenter import ASK_TICKS, LONGEST_TICKS, SheetPrinting, SheetState
from concierge_desk.pages.sheets.spooling import REST_TICKS, SheetSpooling
from concierge_desk.ui.presenter.backoff import LATEST, STEPS
from concierge_desk.ui.presenter.status import ChipText

HP = SheetQueue("HP")
STOPPED = "Poster: the printer HP keeps it and prints nothing (Lid). Start that printer again in the settings of the system."


class Desk:
    """A desk of sheets that answers as it is told to."""

    lang = "en"

    def __init__(self) -> None:
        self.handed: HandedOn | DeskError = HandedOn("Slip B-1", 0, HP, "HP-1")
        self.is_over = False
        self.asked = 0
        self.worked: SheetsWorked | DeskError = SheetsWorked()
        self.looks = 0
        self.queues_now: tuple[SheetQueue, ...] = ()

    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        return f"<{code} {dict(params)}>"

    def use(self, chosen: Mapping[str, str]) -> None: ...

    def shows(self, file: str) -> bool:
        return file.startswith("slip")

    def queues(self) -> tuple[SheetQueue, ...]:
        raise EnvironmentFailure("sheets.off")

    def queue_for(self, file: str) -> SheetQueue:
        return HP

    def order(self, file: str, count: int = 1) -> HandedOn:
        if isinstance(self.handed, DeskError):
            raise self.handed
        return self.handed

    def keep(self, file: str, folder: Path | None) -> Kept:
        raise EnvironmentFailure("file.cannot_write", file=file)

    def look(self) -> tuple[SheetQueue, ...]:
        return self.queues_now

    def hand_on(self, document: str, queue: str | None) -> HandedOn:
        return self.order(document)

    def keep_document(self, document: str, folder: Path) -> Kept:
        if not document:
            raise EnvironmentFailure("file.cannot_write", file=str(folder))
        return Kept("Ticket T-1", 1, folder / "Ticket T-1.pdf")

    def ended(self, number: str) -> bool:
        self.asked += 1
        return self.is_over

    def work_off(self, stopping: Callable[[], bool]) -> SheetsWorked:
        self.looks += 1
        if isinstance(self.worked, DeskError):
            raise self.worked
        return self.worked


class Counter:
    """Its front: every job is done at once."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.state = SheetState()
        self.printing = SheetPrinting(self.desk, self.run, self.beside, self.show)
        self.spooling = SheetSpooling(self.desk, self.run, self.beside, lambda _worked: None)

    def show(self, state: SheetState) -> None:
        self.state = state

    def run(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        try:
            result = job()
        except DeskError as failure:
            failed(failure)
        else:
            done(result)

    def beside(
        self,
        job: Callable[[Callable[[], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        self.run(lambda: job(lambda: False), done, failed)

    def ticks(self, most: int = LATEST + 1) -> int:
        """Seconds until what waits is looked at again."""
        before = self.desk.looks
        return next((n for n in range(1, most + 1) if self.spooling.tick() or self.desk.looks > before), 0)


@pytest.mark.parametrize(
    ("handed", "told"),
    [
        (HandedOn("Slip B-1", 0, HP, "HP-1"), "Slip B-1, original: the printer HP has it."),
        (HandedOn("Slip B-1", 2, HP, "HP-1"), "Slip B-1, DUPLICATA n° 2: the printer HP has it."),
        (HandedOn("Poster", None, HP, ""), "Poster: the printer HP has it."),
        (
            HandedOn("Poster", None, SheetQueue("HP", stopped=True, why="Lid"), "HP-1"),
            STOPPED,
        ),
        (EnvironmentFailure("sheets.refused", queue="HP"), "<sheets.refused {'queue': 'HP'}>"),
    ],
)
def test_what_is_told_of_a_sheet(handed: HandedOn | DeskError, told: str) -> None:
    counter = Counter()
    counter.desk.handed = handed
    counter.printing.show("slip")
    assert counter.state == SheetState(file="slip", queue="HP")
    counter.printing.order("slip")
    assert counter.state.told == told and counter.printing.rest
    counter.printing.put_away()
    assert (counter.state.told, counter.state.file) == ("", "")


def test_what_is_no_sheet_is_nothing_of_ours() -> None:
    counter = Counter()
    counter.printing.show("ticket")
    counter.printing.order("ticket")
    assert counter.state == SheetState()


def test_what_becomes_of_it_is_asked_while_it_is_looked_at() -> None:
    counter = Counter()
    counter.printing.show("slip")
    counter.printing.order("slip")
    for _ in range(2 * LONGEST_TICKS):
        counter.printing.tick()
    assert counter.desk.asked == LONGEST_TICKS // ASK_TICKS
    counter.printing.order("slip")
    counter.desk.is_over = True
    for _ in range(ASK_TICKS):
        counter.printing.tick()
    assert counter.state.told == "Slip B-1, original: the printer HP is done with it."


def test_what_fails_is_told() -> None:
    counter, said = Counter(), list[str]()
    counter.printing.find_queues(lambda _queues: None, said.append)
    assert said == ["<sheets.off {}>"]
    counter.printing.keep("slip", Path("/full"), lambda _kept: None)
    assert counter.state.told == "<file.cannot_write {'file': 'slip'}>"


def test_what_waits_is_tried_ever_later_while_a_queue_takes_nothing() -> None:
    counter = Counter()
    counter.spooling.use({"a4": ""})
    assert counter.ticks() == 0 and counter.desk.looks == 1, "once, for what a window left that was killed"
    counter.spooling.use({"a4": "HP"})
    assert counter.ticks() == REST_TICKS and counter.spooling.chip() is None
    counter.desk.worked = SheetsWorked(waiting=2, trouble="sheets.refused", queue="HP")
    waits = [counter.ticks() for _ in range(6)]
    assert waits == [REST_TICKS, *STEPS]
    assert counter.spooling.chip() == ChipText("2 sheets wait · HP\u00a0: takes nothing", "bad")
    assert counter.spooling.sentence() == "<sheets.refused {'queue': 'HP'}>"
    counter.desk.worked = SheetsWorked(printed=2)
    counter.spooling.press()
    assert counter.spooling.chip() is None and counter.spooling.sentence() == ""
    counter.spooling.follow(7)
    assert counter.ticks() == 1
    # Of one nobody knows whether it was taken: each try may bring it to paper once more.
    counter.desk.worked = SheetsWorked(waiting=1, trouble="sheets.cut_off", queue="HP", begun=True)
    counter.spooling.press()
    counter.spooling.follow(8)
    assert [counter.ticks() for _ in range(3)] == [6, 12, 24]
    counter.desk.worked = EnvironmentFailure("store.disk_full")
    counter.spooling.press()
    assert counter.ticks() == LATEST


@pytest.mark.parametrize(
    ("handed", "told"),
    [
        (
            HandedOn("Ticket T-1", 1, HP, "HP-1"),
            ("Ticket T-1, DUPLICATA n° 1: the printer HP has it.", "good"),
        ),
        (HandedOn("Poster", None, SheetQueue("HP", stopped=True, why="Lid"), "HP-1"), (STOPPED, "warning")),
        (EnvironmentFailure("sheets.refused", queue="HP"), ("<sheets.refused {'queue': 'HP'}>", "bad")),
    ],
)
def test_a_paper_that_is_not_on_the_screen_is_handed_on(
    handed: HandedOn | DeskError, told: tuple[str, str]
) -> None:
    counter, said = Counter(), list[tuple[str, str]]()
    counter.desk.handed = handed
    counter.printing.hand_on("ticket:T-1", None, lambda *words: said.append(words))
    assert said == [told]
    assert counter.state.taken == (told[1] != "bad")


def test_a_paper_that_is_not_on_the_screen_is_kept() -> None:
    counter, said = Counter(), list[tuple[str, str]]()
    for document in ("ticket:T-1", ""):
        counter.printing.keep_document(document, Path("/x"), lambda *words: said.append(words))
    assert said == [
        ("Ticket T-1, DUPLICATA n° 1: it lies in /x/Ticket T-1.pdf.", "good"),
        ("<file.cannot_write {'file': '/x'}>", "bad"),
    ]


STANDS = [
    # chosen, queues, worked -> name, kinds, text, tone, is tried again
    ({"a4": "HP", "a6": "HP"}, (HP,), SheetsWorked(), [("HP", {"a4", "a6"}, "ready", "good", False)]),
    (
        {"a4": "HP"},
        (SheetQueue("HP", stopped=True, why="Lid", held=2),),
        SheetsWorked(),
        [("HP", {"a4"}, "stopped", "bad", False)],
    ),
    (
        {"a4": "HP"},
        (SheetQueue("HP", held=1),),
        SheetsWorked(),
        [("HP", {"a4"}, "1 sheet under way", "good", False)],
    ),
    (
        {"a4": "HP"},
        (SheetQueue("HP", refuses=True),),
        SheetsWorked(),
        [("HP", {"a4"}, "takes nothing", "bad", False)],
    ),
    (
        {"a4": "HP", "a6": "Small"},
        (HP, SheetQueue("Small")),
        SheetsWorked(0, 1, "sheets.refused", "Small", kept={"a6": "sheets.refused"}),
        [("HP", {"a4"}, "ready", "good", False), ("Small", {"a6"}, "takes nothing", "bad", True)],
    ),
    # One that only prints what is asked for stands there as long as it holds something.
    (
        {"a4": "HP"},
        (HP, SheetQueue("Other", held=3, stopped=True), SheetQueue("Quiet")),
        SheetsWorked(),
        [("HP", {"a4"}, "ready", "good", False), ("Other", set(), "stopped", "bad", False)],
    ),
]


@pytest.mark.parametrize(("chosen", "queues", "worked", "stands"), STANDS)
def test_how_each_printer_of_sheets_stands(
    chosen: dict[str, str], queues: tuple[SheetQueue, ...], worked: SheetsWorked, stands: list[Any]
) -> None:
    counter = Counter()
    counter.desk.queues_now, counter.desk.worked = queues, worked
    counter.spooling.use(chosen)
    counter.spooling.look()
    found = [
        (one.name, set(one.kinds), one.text, one.tone, one.left is not None)
        for one in counter.spooling.stands()
    ]
    assert found == stands


def test_what_a_stopped_queue_holds_waits_at_the_top_until_it_goes_on() -> None:
    counter = Counter()
    counter.desk.queues_now = (SheetQueue("HP", stopped=True, why="Lid", held=2),)
    counter.desk.worked = SheetsWorked(printed=1)
    counter.spooling.use({"a4": "HP"})
    assert counter.spooling.chip() == ChipText("2 sheets wait · HP\u00a0: stopped", "bad")
    assert counter.spooling.sentence().startswith(
        "The printer HP keeps what it was given and prints nothing (Lid)."
    )
    counter.desk.worked, counter.desk.queues_now = SheetsWorked(), (HP,)
    for _ in range(REST_TICKS + 1):
        counter.spooling.tick()
    assert counter.spooling.chip() is None and counter.spooling.sentence() == ""
