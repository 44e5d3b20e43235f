"""The printer at the counter without a window: when it is tried, what stands at the top, what is told of a paper."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Param
from concierge_desk.pages.printer.face import Worked
from concierge_desk.pages.printer.presenter import REST_TICKS, Spooling, SpoolState
from concierge_desk.ui.presenter.backoff import ASKED, LATEST, STEPS
from concierge_desk.ui.presenter.status import ChipText

OUT = Worked(waiting=2, trouble="printer.paper_out")
NOTHING = Worked()


class Desk:
    """A printer's desk that answers as it is told to, when the test says so."""

    lang = "fr"

    def __init__(self) -> None:
        self.answer = Worked()
        self.addresses: list[str] = []
        self.drawer = False
        self.ordered: list[str] = []
        self.refuses: DeskError | None = None

    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        return f"<{code}>"

    def use(self, address: str, *, drawer: bool = False, letters: str = "auto", width_mm: int = 0) -> None:
        self.addresses.append(address)
        self.drawer = drawer

    def try_page(self) -> tuple[tuple[str, str], ...]:
        if self.refuses is not None:
            raise self.refuses
        return (("cp1252", "é"),)

    def prints(self, file: str) -> bool:
        return file.startswith("ticket")

    def order(self, file: str, count: int = 1) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.ordered.append(file)

    def work_off(self, stopping: Callable[[], bool]) -> Worked:
        return self.answer


class Counter:
    """Its front: jobs of the store are done at once, the printer's when the test lets them."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.at_work: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[DeskError], None]]] = []
        self.shown: list[SpoolState] = []
        self.spooling = Spooling(self.desk, self.run, self.beside, self.shown.append)

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
        self.at_work.append((lambda: job(lambda: False), done, failed))

    def let(self, answer: Worked | DeskError = NOTHING) -> None:
        """Let the printer do what it was asked, with what comes of it."""
        (job, done, failed), self.at_work = self.at_work[0], self.at_work[1:]
        if isinstance(answer, DeskError):
            failed(answer)
        else:
            self.desk.answer = answer
            done(job())

    def ticks(self) -> int:
        """Let seconds pass until the printer is asked, and say how many."""
        for count in range(1, LATEST + 2):
            self.spooling.tick()
            if self.at_work:
                return count
        raise AssertionError("it is never asked again")

    @property
    def chip(self) -> ChipText | None:
        return self.spooling.chip()


def with_printer() -> Counter:
    counter = Counter()
    counter.spooling.use("printer")
    return counter


def test_without_a_printer_nothing_is_asked_and_nothing_shown() -> None:
    counter = Counter()
    counter.spooling.use("")
    counter.spooling.follow(3)
    counter.spooling.press()
    counter.spooling.order("ticket")
    for _ in range(100):
        counter.spooling.tick()
    assert counter.at_work == [] and counter.chip is None
    assert not counter.spooling.offers("ticket")


def test_what_stands_at_the_top() -> None:
    counter = with_printer()
    assert counter.chip == ChipText("Imprimante\u00a0: …", "plain")
    for worked, chip in (
        (Worked(), ChipText("Imprimante\u00a0: prête", "good")),
        (Worked(low=True), ChipText("Imprimante\u00a0: bientôt plus de papier", "warning")),
        (Worked(waiting=1), ChipText("Imprimante\u00a0: prête · 1 papier attend", "good")),
        (OUT, ChipText("Imprimante\u00a0: plus de papier · 2 papiers attendent", "bad")),
        (Worked(trouble="printer.off"), ChipText("Imprimante\u00a0: ne répond pas", "bad")),
        (Worked(trouble="printer.new_code"), ChipText("Imprimante\u00a0: arrêtée", "bad")),
    ):
        counter.ticks()
        counter.let(worked)
        assert counter.chip == chip
        assert counter.spooling.sentence() == (f"<{worked.trouble}>" if worked.trouble else "")
    counter.spooling.use("")
    assert counter.chip is None


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        ("printer.off", (*STEPS, STEPS[-1], STEPS[-1])),
        ("printer.queue_stopped", STEPS),
        # It says itself what it lacks: she has just put the roll in.
        ("printer.paper_out", (STEPS[0], ASKED, ASKED, ASKED)),
        ("printer.cover_open", (STEPS[0], ASKED, ASKED, ASKED)),
    ],
)
def test_it_is_asked_at_once_then_seldom_and_ever_later_while_something_is_wrong(
    trouble: str, waits: tuple[int, ...]
) -> None:
    counter = with_printer()
    assert counter.ticks() == 1
    counter.let()
    assert counter.ticks() == REST_TICKS
    for _ in range(2):
        for wait in waits:
            counter.let(Worked(waiting=2, trouble=trouble))
            assert counter.ticks() == wait
        # All is well: what fails next begins anew.
        counter.let(Worked(printed=2))
        assert counter.ticks() == REST_TICKS


@pytest.mark.parametrize(
    "change",
    [
        lambda spooling: spooling.press(),
        lambda spooling: spooling.use("printer"),
        lambda spooling: spooling.follow(1),
    ],
    ids=["a key", "chosen anew", "a new paper"],
)
def test_a_change_tries_at_once_and_begins_the_waits_anew(change: Callable[[Spooling], None]) -> None:
    counter = with_printer()
    off = Worked(waiting=1, trouble="printer.off")
    counter.ticks()
    for _ in STEPS:
        counter.let(off)
        counter.ticks()
    counter.let(off)
    change(counter.spooling)
    assert counter.at_work or counter.ticks() == 1
    counter.let(off)
    assert counter.ticks() == STEPS[0]


def test_it_is_never_asked_twice_at_a_time() -> None:
    counter = with_printer()
    counter.ticks()
    for _ in range(REST_TICKS * 2):
        counter.spooling.tick()
        counter.spooling.press()
    assert len(counter.at_work) == 1


def test_what_is_queued_is_printed_at_once() -> None:
    counter = with_printer()
    counter.ticks()
    counter.let()
    counter.spooling.follow(1)
    assert len(counter.at_work) == 1, "a drawer is waited for: not with the next second"
    counter.let(OUT)
    counter.spooling.follow(1)
    assert counter.ticks() == STEPS[0]


def test_what_is_ordered_while_the_printer_is_asked_does_not_wait_for_the_next_look() -> None:
    counter = with_printer()
    counter.ticks()
    counter.spooling.follow(1)
    counter.let()
    assert counter.ticks() == 1


def test_a_drawer_that_was_not_opened_is_told_with_what_keeps_the_printer() -> None:
    counter = with_printer()
    counter.ticks()
    counter.let(Worked(trouble="printer.off", unopened=True))
    assert counter.spooling.sentence() == "<printer.off> Le tiroir ne s’est pas ouvert\u00a0: prenez sa clé."


def test_a_key_tries_at_once() -> None:
    counter = with_printer()
    counter.ticks()
    counter.let(OUT)
    counter.spooling.press()
    assert len(counter.at_work) == 1


def test_what_stops_in_the_middle_is_tried_ever_later_and_a_key_begins_anew() -> None:
    counter = with_printer()
    counter.ticks()
    waits = []
    for _ in range(9):
        counter.let(Worked(waiting=1, trouble="printer.cut_off", begun=True))
        counter.spooling.follow(len(waits) + 1)
        waits.append(counter.ticks())
    assert waits == [6, 12, 24, 48, 96, 192, LATEST, LATEST, LATEST]
    counter.let(Worked(waiting=1, trouble="printer.cut_off", begun=True))
    counter.spooling.press()
    counter.let(OUT)
    assert counter.ticks() == STEPS[0]


def test_a_store_that_cannot_be_written_is_left_for_a_moment() -> None:
    counter = with_printer()
    counter.ticks()
    counter.let(OUT)
    counter.ticks()
    counter.let(EnvironmentFailure("store.disk_full"))
    assert counter.chip is not None and counter.chip.tone == "bad"
    assert counter.ticks() == STEPS[1]
    counter.let(EnvironmentFailure("window.unexpected"))
    assert counter.ticks() == LATEST


def test_a_paper_is_ordered_and_told() -> None:
    counter = with_printer()
    counter.ticks()
    assert counter.spooling.offers("ticket") and not counter.spooling.offers("slip")
    assert not counter.spooling.offers(None)
    counter.spooling.order("slip")
    assert counter.desk.ordered == []
    counter.spooling.order("ticket")
    assert counter.spooling.state.told == "Impression en cours…"
    # A key that is hammered orders one.
    counter.spooling.order("ticket")
    # What the printer was at before says nothing of it.
    counter.let(OUT)
    assert counter.spooling.state.told == "Impression en cours…"
    counter.ticks()
    counter.let(Worked(printed=1))
    assert counter.spooling.state.told == "Imprimé."
    counter.spooling.order("ticket")
    counter.let(OUT)
    assert counter.spooling.state.told == "Le papier attend. <printer.paper_out>"
    assert counter.desk.ordered == ["ticket", "ticket"]
    counter.spooling.put_away()
    assert counter.spooling.state.told == ""


def test_what_the_store_does_not_take_is_told() -> None:
    counter = with_printer()
    counter.ticks()
    counter.let()
    counter.desk.refuses = EnvironmentFailure("store.disk_full")
    counter.spooling.order("ticket")
    assert counter.spooling.state.told == "<store.disk_full>"
    counter.desk.refuses = None
    counter.spooling.order("ticket")
    assert counter.desk.ordered == ["ticket"]


def test_the_trial_page_tells_its_lines_or_what_is_wrong() -> None:
    counter = with_printer()
    counter.ticks()
    counter.let()
    out, failed = list[tuple[tuple[str, str], ...]](), list[str]()
    counter.spooling.try_page(out.append, failed.append)
    counter.let()
    assert (out, failed) == ([(("cp1252", "é"),)], [])
    counter.spooling.try_page(out.append, failed.append)
    counter.let(EnvironmentFailure("printer.off"))
    assert failed == ["<printer.off>"]
