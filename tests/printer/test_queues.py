"""Queues of a real printing system: found, stopped, refusing; a paper handed over, and what became of it."""

import os
from pathlib import Path

import pytest

from concierge_desk.domain.document import Document, Paper, Paragraph
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.printing.queues import Queue, SheetJob, Size, chosen_queue, is_queue_name, size_of
from concierge_desk.printing.queues import cups as our_cups
from concierge_desk.printing.queues.cups import Cups
from concierge_desk.printing.render import render
from tests.printer.print_server import PrintServer
from tests.printing.sheets import read


def sheet(paper: Paper) -> bytes:
    lines = tuple(Paragraph(f"Ligne {number} de l’été, à 1,52 €") for number in range(60))
    return render(Document("test", "T-1", "Essai", paper, lines), "pdf")


def test_none_is_there(prints: PrintServer) -> None:
    assert Cups().queues() == ()


def test_they_are_found_with_how_they_are(prints: PrintServer) -> None:
    for name in ("Accueil", "HP-du-fond", "Vieille"):
        prints.add(name, default=name == "HP-du-fond")
    prints.stop("Accueil", "Plus de papier")
    prints.refuse("Vieille")
    try:
        found = {queue.name: queue for queue in Cups().queues()}
    finally:
        for name in ("Accueil", "HP-du-fond", "Vieille"):
            prints.remove(name)
    assert list(found) == ["HP-du-fond", "Accueil", "Vieille"], "the system's own first"
    assert found["HP-du-fond"] == Queue("HP-du-fond", default=True)
    assert found["Accueil"] == Queue("Accueil", stopped=True, why="Plus de papier")
    assert found["Vieille"].refuses and not found["Vieille"].stopped


@pytest.mark.parametrize(("paper", "size"), [("a4", "a4"), ("a6", "a6")])
def test_a_sheet_comes_out_as_it_was_drawn(prints: PrintServer, paper: Paper, size: Size) -> None:
    prints.add("Feuilles")
    ours = sheet(paper)
    number = Cups().send(SheetJob("Feuilles", "Essai n° 1", size, ours))
    came, drawn = read(prints.came_out("Feuilles")), read(ours)
    assert Cups().became(number) == "ended"
    assert [page.text for page in came] == [page.text for page in drawn] and len(came) > 1
    for page, meant in zip(came, drawn, strict=True):
        assert abs(page.width - meant.width) < 1 and abs(page.height - meant.height) < 1
        # Nor is it moved or made smaller for a margin.
        assert all(
            abs(at.left - where.left) < 1 and abs(at.bottom - where.bottom) < 1
            for (_, at), (_, where) in zip(page.characters, meant.characters, strict=True)
        )


def test_what_a_stopped_queue_takes_it_holds(prints: PrintServer) -> None:
    prints.add("Feuilles")
    prints.stop("Feuilles")
    number = Cups().send(SheetJob("Feuilles", "Essai", "a4", sheet("a4")))
    assert number.startswith("Feuilles-") and prints.held() == [number]
    assert Cups().became(number) == "taken"
    prints.go_on("Feuilles")
    prints.came_out("Feuilles")
    assert Cups().became(number) == "ended"
    assert Cups().became("Feuilles-99999") == "unknown"


def test_what_takes_nothing_says_so(prints: PrintServer) -> None:
    prints.add("Feuilles")
    prints.refuse("Feuilles")
    for name in ("Feuilles", "Ailleurs"):
        with pytest.raises(EnvironmentFailure, match=r"sheets\.refused"):
            Cups().send(SheetJob(name, "Essai", "a4", sheet("a4")))
    prints.accept("Feuilles")


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    with pytest.raises(EnvironmentFailure, match=r"sheets\.(off|no_system)"):
        Cups().queues()


def test_a_system_without_cups_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    for ask in (
        Cups().queues,
        lambda: Cups().became("A-1"),
        lambda: Cups().send(SheetJob("A", "T", "a4", b"")),
    ):
        with pytest.raises(EnvironmentFailure, match=r"sheets\.no_system"):
            ask()


def test_who_takes_a_paper_and_falls_silent_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "lp"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(our_cups, "SEND_SECONDS", 0.3)
    with pytest.raises(EnvironmentFailure, match=r"sheets\.cut_off"):
        Cups().send(SheetJob("A", "T", "a4", sheet("a4")))


@pytest.mark.parametrize(
    ("mm", "size"),
    [
        ((210, 297), "a4"),
        ((297, 210), "a4"),
        ((148, 210), "a5"),
        ((105, 148), "a6"),
        ((80, 60), "label"),
        ((216, 279), "label"),
    ],
)
def test_a_page_is_known_by_its_sides(mm: tuple[int, int], size: Size) -> None:
    assert size_of(*(side * 72 / 25.4 for side in mm)) == size


def test_the_queue_that_is_meant() -> None:
    mine, default = Queue("Mine"), Queue("Its", default=True)
    assert chosen_queue((default, mine), "Mine") is mine
    assert chosen_queue((default, mine), "") is default
    assert chosen_queue((mine,), "") is None and chosen_queue((default,), "Gone") is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("HP", True), ("HP/recto", True), ("", False), ("-d", False), ("a\n", False), ("x" * 128, False)],
)
def test_the_name_of_a_queue(name: str, is_one: bool) -> None:
    assert is_queue_name(name) is is_one
