"""A file in a printer's place: one paper behind another, and never anything else written over."""

import os
from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import TrialFile
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.printer.face import Worked
from concierge_desk.printing.roll_printer import Health, connected
from tests.counter.desks import Play
from tests.printer.test_network import PAPER
from tests.printer.test_printer_desk import numbers, prints, sell, work


def test_papers_stand_behind_one_another(tmp_path: Path) -> None:
    path = tmp_path / "roll"
    path.write_bytes(b"before")
    for _ in range(2):
        with connected(TrialFile(str(path))) as line:
            assert line.health() == Health(answers=False)
            line.print(PAPER)
    assert path.read_bytes() == b"before" + PAPER * 2


@pytest.mark.parametrize(
    "place", ["{folder}", "{folder}/nowhere/roll", "/dev/null", "{folder}/pipe", "/dev/full"]
)
def test_what_is_no_file_is_left_alone(tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (
        pytest.raises(EnvironmentFailure, match=r"printer\.no_file"),
        connected(TrialFile(place.format(folder=tmp_path))),
    ):
        raise AssertionError


def test_a_desk_prints_into_it(shop: Play, desk: PrinterDesk, tmp_path: Path) -> None:
    path = tmp_path / "roll"
    desk.use(f"file:{path}")
    for number in (1, 2):
        sell(shop)
        assert work(desk) == Worked(printed=1)
        assert prints(shop)[-1] == (f"ticket:T-2026-00000{number}", 0, False)
    papers = path.read_text("cp1252", "replace").split("\x1dV\x00")[:2]
    assert numbers(papers) == [("T-2026-000001", 0), ("T-2026-000002", 0)]
