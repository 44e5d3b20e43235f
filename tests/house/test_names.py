"""Names: a module by the noun it holds, one public class for one word, folders that can be looked over."""

import ast
import importlib
import re
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "concierge_desk"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
TRADE = frozenset({"closing", "opening", "franking", "tracking", "printing", "exporting", "signing"})
"""Words of the trade that end so and are things. Nothing is added without a decision."""
MENTION = re.compile(r"(?<!`)`((?:ui|pages|frame|jobs|desk|counter|bootstrap|cli)(?:\.\w+)+)`(?!`)")
"""A module or what is in it, told from the package; codes stand in two backticks."""
MOST_DOINGS = 0.03
MOST_TWICE = 5
MOST_MODULES = 35


def doings() -> list[str]:
    """Return the modules that are named by what is done in them."""
    return [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if path.stem.endswith("ing") and path.stem not in TRADE
    ]


def classes() -> Counter[str]:
    """Return in how many modules each public class is defined."""
    found: Counter[str] = Counter()
    for path in MODULES:
        body = ast.parse(path.read_text("utf-8")).body
        found.update({one.name for one in body if isinstance(one, ast.ClassDef) and one.name[0] != "_"})
    return found


def test_a_module_is_named_by_what_it_holds() -> None:
    assert len(doings()) <= MOST_DOINGS * len(MODULES), doings()


def test_a_public_class_has_its_name_for_itself() -> None:
    twice = [name for name, count in classes().items() if count > 1]
    assert len(twice) <= MOST_TWICE, twice


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES}), ids=lambda one: one.relative_to(PACKAGE).as_posix()
)
def test_a_folder_can_be_looked_over(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= MOST_MODULES


def test_a_name_that_a_docstring_leads_to_is_there() -> None:
    named = {name for path in MODULES for name in MENTION.findall(path.read_text("utf-8"))}
    assert named
    assert {name for name in named if not _leads(name)} == set()


def _leads(name: str) -> bool:
    parts = ("concierge_desk", *name.split("."))
    for cut in range(len(parts), 1, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        return all(hasattr(found, part) for part in parts[cut : cut + 1])
    return False


@pytest.mark.parametrize(
    ("name", "leads"),
    [
        ("pages.counter.face.Face", True),
        ("ui.presenter.port", True),
        ("pages.counter.face.Nobody", False),
        ("pages.nowhere", False),
    ],
)
def test_what_leads_somewhere(name: str, leads: bool) -> None:
    assert _leads(name) == leads
