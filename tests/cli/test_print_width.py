"""Papers on the roll that is asked for, and posters, from the command line."""

from pathlib import Path

import pytest

from tests.cli.helpers import say
from tests.counter.pages import width_mm


@pytest.mark.parametrize(
    ("document", "width", "wide"),
    [
        ("ticket:T-2026-000001", None, 80),
        ("ticket:T-2026-000001", "58", 58),
        ("z:Z-2026-0001", "58", 58),
        ("ticket:T-2026-000001", "80", 80),
        ("poster:ticket", None, 210),
        ("poster:note", "58", 210),
    ],
)
def test_width(played: Path, tmp_path: Path, document: str, width: str | None, wide: int) -> None:
    target = tmp_path / "papier.pdf"
    asked = () if width is None else ("--width", width)
    assert say("--data", played, "print", document, "--as", "pdf", "--to", target, *asked).status == 0
    assert width_mm(target.read_bytes()) == wide


def test_a_narrow_text_is_narrow(played: Path, tmp_path: Path) -> None:
    widest = {}
    for width in ("80", "58"):
        target = tmp_path / f"{width}.txt"
        words = ("--as", "text", "--to", target, "--width", width)
        assert say("--data", played, "print", "ticket:T-2026-000001", *words).status == 0
        widest[width] = max(len(line) for line in target.read_text("utf-8").splitlines())
    assert widest["58"] < widest["80"]


@pytest.mark.parametrize("width", ["57", "0", "a4", "-58"])
def test_no_such_roll(played: Path, tmp_path: Path, width: str) -> None:
    words = ("--as", "pdf", "--to", tmp_path / "x", "--width", width)
    assert say("--data", played, "print", "ticket:T-2026-000001", *words).status == 2
    assert not (tmp_path / "x").exists()
