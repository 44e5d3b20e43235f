"""The run of mutants: its parts, its copy, what it reads of mutmut, and the list of those that may live."""

import json
import subprocess
from pathlib import Path

import pytest

from provisioning.mutants.change import LIST, Change, line_of, listed
from provisioning.mutants.part import PARTS, Part, asked
from provisioning.mutants.run import SURVIVORS, prepare, report
from provisioning.mutants.verdict import Verdict, verdict
from provisioning.terminal import SetUpError

ROOT = Path(__file__).resolve().parents[2]
LISTED = listed((ROOT / LIST).read_text("utf-8"))

RULES = "concierge_desk/domain/stamps.py"
SOURCE = """\
class Sheet:
    def left(self, sold):
        if sold > self.held:
            raise ValueError("too many")
        return self.held - sold


def cost(count, price):
    return (
        count
        * price
    )
"""
MUTATED = """\
class Sheet:
    def xǁSheetǁleft__mutmut_orig(self, sold):
        if sold > self.held:
            raise ValueError("too many")
        return self.held - sold
    def xǁSheetǁleft__mutmut_1(self, sold):
        if sold >= self.held:
            raise ValueError("too many")
        return self.held - sold
    def xǁSheetǁleft__mutmut_2(self, sold):
        if sold > self.held:
            raise ValueError("too many")
        return self.held + sold


def x_cost__mutmut_orig(count, price):
    return (
        count
        * price
    )
def x_cost__mutmut_1(count, price):
    return (
        count
        / price
    )
"""
SPANS = {
    "xǁSheetǁleft__mutmut_orig": [2, 5],
    "xǁSheetǁleft__mutmut_1": [6, 9],
    "xǁSheetǁleft__mutmut_2": [10, 13],
    "x_cost__mutmut_orig": [16, 20],
    "x_cost__mutmut_1": [21, 25],
}
BOUNDARY = Change(RULES, "Sheet.left", "if sold > self.held:", "if sold >= self.held:")
SIGN = Change(RULES, "Sheet.left", "return self.held - sold", "return self.held + sold")
PART = Part("domain", "concierge_desk/domain", ("tests/domain",))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_each_part_is_there_with_its_tests(part: Part) -> None:
    assert (ROOT / part.path).exists()
    assert part.test_paths
    assert all((ROOT / path).exists() for path in part.test_paths)


@pytest.mark.parametrize("one", LISTED, ids=lambda one: f"{one.file}-{one.function}")
def test_what_may_live_is_still_written_there_and_has_its_reason(one: Change) -> None:
    assert any(f"{one.file}/".startswith(f"{part.path}/") for part in PARTS)
    assert line_of((ROOT / one.file).read_text("utf-8"), one.function, one.before)
    assert LISTED[one]


def test_each_line_of_the_list_is_read() -> None:
    """A line that is spelled otherwise would let its mutant live unseen, or be none."""
    lines = [line for line in (ROOT / LIST).read_text("utf-8").splitlines() if line.startswith("- ")]
    assert sorted(map(str, LISTED)) == sorted(lines)


def test_a_list_is_read_as_it_is_written() -> None:
    ticked = Change(RULES, "cost", 'say("`")', 'say("XX`XX")')
    text = f"# Title\n\nSaid first.\n\n## `{RULES}`\n\nThe same\nsheet.\n\n{BOUNDARY}\n{SIGN}\n\nWords.\n\n{ticked}\n"
    assert listed(text) == {BOUNDARY: "The same sheet.", SIGN: "The same sheet.", ticked: "Words."}
    assert listed(f"Of all.\n\n## `{RULES}`\n\n{SIGN}\n") == {SIGN: ""}


@pytest.mark.parametrize(
    ("function", "text", "line"),
    [
        ("Sheet.left", "return self.held - sold", 5),
        ("cost", "return ( count * price )", 9),
        ("cost", "* price", 11),
        ("cost", "return self.held - sold", 0),
        ("left", "return self.held - sold", 0),
        ("Gone.left", "return self.held - sold", 0),
    ],
)
def test_a_line_is_found_by_its_function_and_its_text(function: str, text: str, line: int) -> None:
    assert line_of(SOURCE, function, text) == line


def test_a_part_is_asked_for_by_its_name_or_by_a_path_in_it() -> None:
    assert asked(ROOT, "domain") == PARTS[0]
    money = asked(ROOT, "concierge_desk/domain/money.py")
    assert (money.name, money.tests) == ("concierge_desk+domain+money.py", PARTS[0].tests)
    for word in ("nonsense", "concierge_desk/domain/gone.py", "concierge_desk/domains", "concierge_desk"):
        with pytest.raises(SetUpError, match="partie"):
            asked(ROOT, word)


def work_tree(root: Path) -> None:
    for file, text in ((RULES, SOURCE), ("tests/domain/test_stamps.py", "def test_it(): pass\n")):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    (root / ".gitignore").write_text("/build/\n", "utf-8")
    subprocess.run(["git", "init", "-q", str(root)], check=True)


def tried(copy: Path, codes: dict[str, int | None]) -> None:
    """What mutmut leaves behind."""
    folder = copy / "mutants" / Path(RULES).parent
    folder.mkdir(parents=True, exist_ok=True)
    (copy / "mutants" / "tests").mkdir(exist_ok=True)
    (folder / "stamps.py").write_text(MUTATED, "utf-8")
    (folder / "stamps.py.spans").write_text(json.dumps({"version": 1, "spans": SPANS}), "utf-8")
    keys = {f"concierge_desk.domain.stamps.{name}": code for name, code in codes.items()}
    (folder / "stamps.py.meta").write_text(json.dumps({"exit_code_by_key": keys}), "utf-8")


def test_what_was_found_is_counted_and_told(tmp_path: Path) -> None:
    tried(tmp_path, {"xǁSheetǁleft__mutmut_1": 0, "xǁSheetǁleft__mutmut_2": 1, "x_cost__mutmut_1": 36})
    assert verdict(tmp_path, PART) == Verdict("domain", 3, 1, 1, 0, (BOUNDARY,))
    tried(tmp_path, {"xǁSheetǁleft__mutmut_1": None, "xǁSheetǁleft__mutmut_2": 33, "x_cost__mutmut_1": 5})
    divided = Change(RULES, "cost", "* price", "/ price")
    assert verdict(tmp_path, PART) == Verdict("domain", 3, 0, 0, 1, (SIGN, divided))


def test_an_unchanged_tree_is_gone_on_with_and_a_changed_one_begun_anew(tmp_path: Path) -> None:
    work_tree(tmp_path)
    copy = prepare(tmp_path, PART, again=False)
    assert (copy / RULES).read_text("utf-8") == SOURCE
    tried(copy, {"xǁSheetǁleft__mutmut_1": 1, "xǁSheetǁleft__mutmut_2": 2, "x_cost__mutmut_1": 0})
    assert prepare(tmp_path, PART, again=False) == copy
    found = verdict(copy, PART)
    assert (found.killed, found.left, len(found.survivors)) == (1, 1, 1)
    # The one that was interrupted has no verdict yet.
    assert ": 2" not in (copy / "mutants" / f"{RULES}.meta").read_text("utf-8")
    # The list of survivors is no rule.
    (tmp_path / "docs").mkdir()
    (tmp_path / LIST).write_text("# Mutants\n", "utf-8")
    prepare(tmp_path, PART, again=False)
    assert (copy / "mutants").exists()
    (tmp_path / "tests/domain/test_stamps.py").write_text("def test_more(): pass\n", "utf-8")
    prepare(tmp_path, PART, again=False)
    assert not (copy / "mutants").exists()
    assert "test_more" in (copy / "tests/domain/test_stamps.py").read_text("utf-8")


def test_survivors_alone_are_tried_again_by_the_tests_of_today(tmp_path: Path) -> None:
    work_tree(tmp_path)
    copy = prepare(tmp_path, PART, again=False)
    tried(copy, {"xǁSheetǁleft__mutmut_1": 0, "xǁSheetǁleft__mutmut_2": 1})
    (tmp_path / "tests/domain/test_stamps.py").write_text("def test_more(): pass\n", "utf-8")
    prepare(tmp_path, PART, again=True)
    for folder in (copy, copy / "mutants"):
        assert "test_more" in (folder / "tests/domain/test_stamps.py").read_text("utf-8")
    found = verdict(copy, PART)
    assert (found.tried, found.killed, found.left) == (2, 1, 1)
    (tmp_path / RULES).write_text(SOURCE + "\n\nHELD = 3\n", "utf-8")
    with pytest.raises(SetUpError, match=SURVIVORS):
        prepare(tmp_path, PART, again=True)


def test_the_work_tree_is_left_as_it_is(tmp_path: Path) -> None:
    work_tree(tmp_path)
    prepare(tmp_path, PART, again=False)
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    done = subprocess.run(status, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()[1::2]) == {".gitignore", RULES, "tests/domain/test_stamps.py"}


def test_a_survivor_that_is_not_listed_fails_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work_tree(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / LIST).write_text(f"## `{RULES}`\n\nWhy.\n\n{SIGN}\n", "utf-8")

    def status(*survivors: Change, left: int = 0) -> int:
        return report(tmp_path, [PART], [Verdict("domain", 9, 8, 0, left, survivors)])

    assert status(SIGN) == 0
    assert capsys.readouterr().out == ""
    assert status(SIGN, BOUNDARY) == 1
    assert f"{RULES}:3\n{BOUNDARY}\n" in capsys.readouterr().out
    # What no longer lives is said, and fails nothing.
    assert status() == 0
    assert f"{RULES}:5\n{SIGN}\n" in capsys.readouterr().out
    assert status(SIGN, left=1) == 1
