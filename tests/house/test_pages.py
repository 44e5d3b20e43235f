"""Pages are named in one place: their folders, and the one tuple that the frame loops over."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_desk import registry
from concierge_desk.pages import PAGES, pages_of
from concierge_desk.ui.page.page import Page

ROOT = Path(__file__).resolve().parents[2] / "concierge_desk"
CODES = {page.code for page in PAGES}
WINDOW = ("bootstrap", "frame", "ui")
"""Whoever leads to pages, lays them out or is built of the same parts: no word of theirs is a page's code."""


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


WORDS = frozenset({"day", "counter"})
"""Codes that are words of the trade too: a field of an answer, a way of taking things in."""


ANSWERS = frozenset({"ui/presenter/answers.py", "ui/page/answer_words.py", "ui/page/question_view.py"})
"""Whose ``day`` is how an answer is typed (`Ask.kind`)."""


def spelled(tree: ast.Module) -> set[str]:
    """The codes that a module spells."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str)} & CODES


def named(tree: ast.Module) -> set[str]:
    """What a module takes from pages beside the tuple and what follows it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "concierge_desk.pages":
            found |= {alias.name for alias in node.names}
    return found - {"PAGES", "pages_of"}


def test_no_page_is_spelled_outside_its_folder() -> None:
    found = {name: spelled(tree) - ({"day"} if name in ANSWERS else set()) for name, tree in modules(*WINDOW)}
    assert {name: codes for name, codes in found.items() if codes} == {}


def test_no_page_spells_another() -> None:
    for page in CODES:
        own = WORDS | {page}
        assert {name for name, tree in modules(f"pages/{page}") if spelled(tree) - own} == set(), page


def test_only_the_tuple_names_pages() -> None:
    everywhere = [one.name for one in ROOT.iterdir() if one.is_dir() and one.name != "pages"]
    assert {name: found for name, tree in modules(*everywhere) if (found := named(tree))} == {}


@pytest.mark.parametrize("text", ['go("journal")', 'if code == "day":\n    pass', 'X = {"copies": 1}'])
def test_what_spells_a_page_is_found(text: str) -> None:
    assert spelled(ast.parse(text))


def test_services_follow_with_what_they_bring() -> None:
    pages = pages_of(registry.SERVICES)
    assert pages[: len(PAGES)] == PAGES
    shelves = {one.code for one in registry.SERVICES if one.at_counter and one.at_counter.has_page}
    own = {page.code for one in registry.SERVICES for page in one.pages}
    assert {page.code for page in pages[len(PAGES) : -2]} == shelves | own
    assert [page.code for page in pages if page.of_shop] == [pages[-2].code], "a real shop alone has it"
    assert [page.code for page in pages if page.of_practice] == [pages[-1].code], (
        "a practice desk alone has it"
    )
    assert len({page.code for page in pages}) == len(pages)


def test_the_window_is_built_round_the_first_one() -> None:
    home, *others = PAGES
    assert home.parts is None and all(isinstance(page, Page) and page.parts for page in others)
