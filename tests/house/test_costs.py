"""What a service costs: the figures of CONTRIBUTING are those of the code."""

import re
import shutil
from pathlib import Path

import pytest

from provisioning import scaffold
from tests.house.code_lines import PACKAGE, by_folder, code_lines

ROOT = Path(__file__).resolve().parents[2]
NEARLY = 0.02
"""A few lines more or less need no new figure."""


def written(words: str) -> int:
    found = re.search(rf"{words} ([\d,]+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert found is not None, words
    return int(found[1].replace(",", ""))


def test_the_empty_service_costs_what_is_written(tmp_path: Path) -> None:
    for place in (scaffold.REGISTRY, scaffold.CATALOGUE):
        (tmp_path / place).parent.mkdir(parents=True)
        shutil.copy(ROOT / place, tmp_path / place)
    scaffold.write(tmp_path, "specimen", "A specimen", "Essai d'office")
    counted = by_folder(tmp_path / "concierge_desk")["services/specimen"]
    assert counted == pytest.approx(written("`dev.py service` writes"), rel=NEARLY)


def test_the_service_that_has_every_part_costs_what_is_written() -> None:
    dummy = ROOT / "tests" / "e2e" / "dummy"
    # What one service alone uses of a mechanism is a part of what it costs.
    files = [path for part in ("service", "mechanism") for path in (dummy / part).glob("*.py")]
    counted = sum(map(code_lines, files))
    assert counted == pytest.approx(written("it costs"), rel=NEARLY)
    assert counted <= written("and never more than")


@pytest.mark.parametrize("service", ["shop", "relay"])
def test_a_service_costs_what_is_written(service: str) -> None:
    counted = sum(map(code_lines, (PACKAGE / "services" / service).rglob("*.py")))
    assert counted == pytest.approx(written(f"the {service}"), rel=NEARLY)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("", 0),
        ('"""Only words."""\n\n# A remark.\n', 0),
        ('"""Words."""\nA = 1  # one\n"""What it is."""\n', 1),
        ('A = """\none\n\nthree\n"""\n', 5),
        ("def f(\n    a,\n):\n    '''Words.'''\n\n    return a\n", 4),
    ],
)
def test_what_counts_as_a_line(tmp_path: Path, source: str, lines: int) -> None:
    (tmp_path / "one.py").write_text(source, "utf-8")
    assert code_lines(tmp_path / "one.py") == lines
