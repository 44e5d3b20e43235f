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
NO_NOUN = re.compile(
    r"(?:what|how|who|whoever|whom|whose|whether|where|when|which|why"
    r"|i|you|he|she|it|we|they|one|them|her|his|its|their|this|that|these|those"
    r"|from|to|in|on|at|by|with|for|of)\b",
    re.IGNORECASE,
)
"""Words that ask, point or lead: a sentence that begins with one of them has not said yet what it is about."""
DOES = re.compile(r"\w+s (?:an?|the|it|them|each|every|what|how|who|whose|whether|which)\b", re.IGNORECASE)
"""A verb in -s, told from a plural by what it is done to."""
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


def test_a_module_says_first_what_it_holds() -> None:
    """The first sentence begins with a noun: with no word that asks, points or leads, and with no verb in -s."""
    said = {
        path.relative_to(PACKAGE).as_posix(): ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        for path in PACKAGE.rglob("*.py")
    }
    assert {file: text for file, text in said.items() if not _names(text)} == {}


def _names(text: str) -> bool:
    return bool(text) and not NO_NOUN.match(text) and not DOES.match(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Slips: what the postman takes is listed, then signed.", True),
        ("The till: visits, tickets, payments, the drawer.", True),
        ("``demo``: a practice shop that lives so many days.", True),
        ("What is seen between two desks.", False),
        ("Her hands: what is pressed, and who it is given to.", False),
        ("Binds the copies to their page.", False),
        ("Makes them.", False),
        ("", False),
    ],
)
def test_what_names_a_thing(text: str, names: bool) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES}), ids=lambda one: one.relative_to(PACKAGE).as_posix()
)
def test_a_folder_can_be_looked_over(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= MOST_MODULES


def test_what_takes_the_place_of_another_is_marked() -> None:
    """``@override`` says it, and mypy checks it; a docstring that only says where the other stands is checked by nobody."""
    assert not [
        f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno} {node.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (ast.get_docstring(node) or "").startswith("See `")
    ]


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
