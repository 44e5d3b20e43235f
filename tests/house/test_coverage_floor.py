"""The gate's own parts: coverage floors, and the log that must stay silent."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import COUNTED, LONGEST, TOGETHER, UNCOUNTED, is_counted
from tests.coverage_floor import REST_FLOOR, RULES_FLOOR, Measured, floor_of, judge, missed_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "file",
    [
        "concierge_desk/domain/money.py",
        "concierge_desk/domain/tracking/keys.py",
        "concierge_desk/services/relay/model.py",
        "concierge_desk/services/relay/model/custody.py",
        "concierge_desk/services/relay/model_custody.py",
        "concierge_desk/services/shop/model/articles.py",
        "concierge_desk\\services\\shop\\model.py",
        "concierge_desk/mechanisms/lending/model.py",
    ],
)
def test_rules_stand_under_the_high_floor(file: str) -> None:
    assert floor_of(file) is RULES_FLOOR


@pytest.mark.parametrize("place", [*UNCOUNTED, *COUNTED, *LONGEST, *TOGETHER])
def test_what_is_not_counted_or_begins_first_is_there(place: str) -> None:
    assert (ROOT / place).exists()


def test_each_is_told_once() -> None:
    folders = tuple(place for place in UNCOUNTED if place.endswith("/"))
    assert list(UNCOUNTED) == sorted(set(UNCOUNTED))
    assert [place for place in UNCOUNTED if place not in folders and place.startswith(folders)] == []
    assert [place for place in COUNTED if not place.startswith(folders)] == []
    assert all(map(is_counted, COUNTED)) and not any(map(is_counted, UNCOUNTED))


@pytest.mark.parametrize(
    "file",
    [
        "concierge_desk/counter/till/till.py",
        "concierge_desk/services/relay/tables.py",
        "concierge_desk/services/relay/modelling.py",
        "concierge_desk/services/relay/tables/model.py",
    ],
)
def test_the_rest_stands_under_the_other(file: str) -> None:
    assert floor_of(file) is REST_FLOOR


def test_both_floors_hold_exactly_at_their_limit() -> None:
    lines, holds = judge(
        [Measured("concierge_desk/domain/money.py", 7, 7), Measured("concierge_desk/cli.py", 90, 100)]
    )
    assert holds
    assert [line[:2] for line in lines] == ["ok", "ok"]


def test_one_branch_missing_in_the_rules_is_named() -> None:
    lines, holds = judge(
        [Measured("concierge_desk/domain/money.py", 9_999, 10_000), Measured("concierge_desk/cli.py", 1, 1)]
    )
    assert not holds
    assert lines[0].startswith("BELOW")
    assert "99.99 %" in lines[0]
    assert "concierge_desk/domain/money.py: 1 missed of 10000" in lines[1]


def test_the_rest_is_judged_as_a_whole() -> None:
    group = [Measured("concierge_desk/cli.py", 80, 100), Measured("concierge_desk/store/journal.py", 99, 100)]
    assert judge(group)[1] is False
    assert judge([*group, Measured("concierge_desk/paths.py", 100, 100)])[1] is True


def test_lines_that_no_test_reached_are_told_as_spans() -> None:
    files = {"b.py": {"missing_lines": [9, 3, 8, 7]}, "a.py": {"missing_lines": []}}
    assert missed_of({"files": files}) == ["b.py  4: 3 7-9"]


def test_ways_that_no_test_took_are_told_where_their_lines_are_not() -> None:
    ways = [[2, 3], [3, 5], [10, 12], [12, -1]]
    files = {"b.py": {"missing_lines": [3], "missing_branches": ways}}
    assert missed_of({"files": files}) == ["b.py  3: 3 10->12 12->exit"]


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """Build a house of one module and one test, under this house's own plugin."""
    (tmp_path / "tests").mkdir()
    for file in (
        *("tests/conftest.py", "tests/coverage_floor.py", "tests/dice.py", "tests/not_tried.py"),
        *("tests/sizes.py", "pyproject.toml"),
    ):
        shutil.copy(ROOT / file, tmp_path / file)
    domain = tmp_path / "concierge_desk" / "domain"
    domain.mkdir(parents=True)
    (tmp_path / "concierge_desk" / "__init__.py").touch()
    (domain / "__init__.py").touch()
    (domain / "sign.py").write_text("def sign(n):\n    if n < 0:\n        return -1\n    return 1\n")
    return tmp_path


def pytest_in(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=house,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=quiet | {"PYTHONPATH": str(house), "PYTHONUTF8": "1"},
    )


HALF = "from concierge_desk.domain.sign import sign\n\n\ndef test_sign():\n    assert sign(1) == 1\n"


WAYS = pytest.mark.parametrize(
    "shared", [(), ("--numprocesses=2", "--dist=loadfile")], ids=["alone", "shared"]
)


@WAYS
def test_a_whole_run_below_the_floor_fails(small_house: Path, shared: tuple[str, ...]) -> None:
    (small_house / "tests" / "test_sign.py").write_text(HALF)
    done = pytest_in(small_house, "--cov", *shared)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "coverage floors: NOT REACHED" in done.stdout
    assert "concierge_desk/domain/sign.py: 2 missed of 6" in done.stdout
    assert "concierge_desk/domain/sign.py  1: 3" in done.stdout.splitlines()
    assert "1 passed" in done.stdout.splitlines()[-1]


@WAYS
def test_a_whole_run_above_the_floor_passes(small_house: Path, shared: tuple[str, ...]) -> None:
    """Two processes reach a half each; neither is judged by itself."""
    (small_house / "tests" / "test_sign.py").write_text(HALF)
    (small_house / "tests" / "test_minus.py").write_text(HALF.replace("(1) == 1", "(-2) == -1"))
    done = pytest_in(small_house, "--cov", *shared)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "coverage floors" in done.stdout
    assert "NOT REACHED" not in done.stdout


def test_a_partial_run_is_not_judged(small_house: Path) -> None:
    (small_house / "tests" / "test_sign.py").write_text(HALF)
    assert pytest_in(small_house).returncode == 0
    assert pytest_in(small_house, "--cov=concierge_desk", "tests/test_sign.py").returncode == 0
    assert pytest_in(small_house, "--cov", "-k", "sign").returncode == 0


SEEDS = """
import os

def test_says(record_property):
    record_property("shown", "the seed is " + os.environ["CONCIERGE_DESK_SEED"])
"""


@WAYS
def test_what_a_test_has_to_show_stands_in_the_summary(small_house: Path, shared: tuple[str, ...]) -> None:
    """And every process has the seed that the run says."""
    (small_house / "tests" / "test_seeds.py").write_text(SEEDS)
    said = pytest_in(small_house, *shared).stdout
    (seed,) = re.findall(r"CONCIERGE_DESK_SEED=(\d+) repeats this run", said)
    assert f"the seed is {seed}" in said.splitlines()


LOGS = """
import logging

def test_warns():
    logging.getLogger("concierge_desk.store").warning("the disk is nearly full")

def test_warns_as_expected(expected_log):
    logging.getLogger("concierge_desk.store").warning("the disk is nearly full")
    assert [r.getMessage() for r in expected_log] == ["the disk is nearly full"]

def test_does_not_warn_as_expected(expected_log):
    logging.getLogger("concierge_desk.store").info("all is well")
"""


def test_an_unexpected_log_record_fails_its_test(small_house: Path) -> None:
    (small_house / "tests" / "test_logs.py").write_text(LOGS)
    done = pytest_in(small_house)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "WARNING concierge_desk.store: the disk is nearly full" in done.stdout
    assert "ERROR tests/test_logs.py::test_warns " in done.stdout
    assert "ERROR tests/test_logs.py::test_does_not_warn_as_expected " in done.stdout
    assert "ERROR tests/test_logs.py::test_warns_as_expected" not in done.stdout


def test_the_size_is_said_and_an_unknown_one_refused(
    small_house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_house / "tests" / "test_sign.py").write_text(HALF)
    monkeypatch.setenv("CONCIERGE_DESK_SIZE", "full")
    assert "size: full (1000 examples a property" in pytest_in(small_house).stdout
    monkeypatch.setenv("CONCIERGE_DESK_SIZE", "huge")
    done = pytest_in(small_house)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "CONCIERGE_DESK_SIZE is ci or full, not 'huge'" in done.stdout + done.stderr


def test_no_line_is_counted_here() -> None:
    # Shows something in a whole run only: there lines are counted, and tests of the house are left out.
    assert sys.gettrace() is None


ALIKE = """
import pytest
from tests.sizes import few

@few(3, lambda of: of["kind"])
@pytest.mark.parametrize("kind", "abcd")
@pytest.mark.parametrize("number", range(5))
def test_of_a_kind(number, kind): pass
def test_alone(): pass
"""
MANY = """
import pytest
from tests.sizes import few

pytestmark = few(2)

@pytest.mark.parametrize("number", range(5))
def test_first(number): pass
def test_last(): pass
"""


@WAYS
@pytest.mark.parametrize(("size", "tried"), [("ci", 9), ("full", 27), ("ci, whole", 27)])
def test_a_size_tries_so_many_of_what_is_alike(
    small_house: Path, monkeypatch: pytest.MonkeyPatch, shared: tuple[str, ...], size: str, tried: int
) -> None:
    monkeypatch.setenv("CONCIERGE_DESK_SIZE", size.partition(",")[0])
    if "whole" in size:
        monkeypatch.setenv("CONCIERGE_DESK_WHOLE", "yes")
    (small_house / "tests" / "test_alike.py").write_text(ALIKE)
    (small_house / "tests" / "test_many.py").write_text(MANY)
    done = pytest_in(small_house, "-rA", *shared)
    assert f"{tried} passed" in done.stdout.splitlines()[-1]
    told = {line.partition("::")[2] for line in done.stdout.splitlines() if line.startswith("PASSED")}
    # Of each kind the first, of all the first, the middle and the last.
    firsts = {f"test_of_a_kind[0-{kind}]" for kind in "abcd"}
    assert told >= {*firsts, "test_of_a_kind[4-d]", "test_alone", "test_first[0]", "test_last"}
