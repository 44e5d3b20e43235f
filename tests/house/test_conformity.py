"""Conformity: each requirement of the law is held by tests that name it, or says why by none."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from docs import conformity
from docs.conformity import APART, LATER, REASONS, Held, Requirement

ROOT = Path(__file__).resolve().parents[2]
MADE_UP = frozenset({"R-99.01", "R-99.02"})
"""Numbers that tests of the house make up, to see that no such requirement is taken for one."""
FIRST = Requirement("R-99.01", "The first", "Here: a part of it; the rest, not\nyet.")
SECOND = Requirement("R-99.02", "The second", "Here: all of it.")
TEST = Held("tests/house/test_conformity.py", "test_it")


def test_the_page_is_what_the_tests_say() -> None:
    """Were there a row with neither a test nor a reason, or with both, there would be no page."""
    written = (ROOT / "docs" / conformity.NAME).read_text("utf-8")
    made = conformity.page(conformity.requirements(), conformity.holding(), REASONS)
    assert written == made, "run: python3 dev.py docs"


def test_every_requirement_is_read() -> None:
    text = (ROOT / "docs" / "requirements.md").read_text("utf-8")
    numbers = [one.number for one in conformity.requirements()]
    assert numbers == re.findall(r"^#+ (R-\S+)", text, re.MULTILINE)
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 60


def test_every_number_that_tests_name_is_a_requirement() -> None:
    """Wherever it stands: in a docstring, a comment, a name of a case."""
    known = {one.number for one in conformity.requirements()}
    named = {
        number
        for path in (ROOT / "tests").rglob("*.py")
        for number in conformity.NUMBER.findall(path.read_text("utf-8"))
    }
    assert named - known == MADE_UP


def test_what_comes_later_says_that_it_is_not_there_yet() -> None:
    assert set(REASONS.values()) == {LATER, APART}
    lacking = {one.number for one in conformity.requirements() if one.lacks_something}
    assert {number for number, reason in REASONS.items() if reason == LATER} <= lacking


def test_a_row_names_its_tests_or_says_why_not() -> None:
    page = conformity.page((FIRST, SECOND), {"R-99.01": [TEST, Held(TEST.file, "")]}, {"R-99.02": APART})
    file = "tests/house/test_conformity.py"
    assert page.splitlines()[-2:] == [
        f"| R-99.01 | The first | [`test_it`](../{file}), [`{file}`](../{file}) | in part |",
        "| R-99.02 | The second | — | not of the program |",
    ]
    assert "Of 2 requirements 1 are held by tests, 1 of them in part." in page


@pytest.mark.parametrize(
    ("held", "reasons", "says"),
    [
        ({}, {"R-99.02": APART}, "either tests or a reason.*: R-99.01$"),
        ({"R-99.01": [TEST]}, {"R-99.01": LATER, "R-99.02": APART}, "either tests or a reason.*: R-99.01$"),
        ({"R-99.01": [TEST], "R-1.01": [TEST]}, {"R-99.02": APART}, "no such requirement: R-1.01$"),
        ({"R-99.01": [TEST]}, {"R-1.01": LATER, "R-99.02": APART}, "no such requirement: R-1.01$"),
    ],
)
def test_what_does_not_add_up_is_no_page(
    held: Mapping[str, Sequence[Held]], reasons: Mapping[str, str], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        conformity.page((FIRST, SECOND), held, reasons)
