"""The table of what each act says is played anew: it is as it stands, and it says what was done."""

import ast
import re
from pathlib import Path

import pytest

from concierge_desk.i18n import fr
from docs import confirmations
from tests.counter.desks import Desks
from tests.counter.samples import EVERY

ROOT = Path(__file__).resolve().parents[2]
NO_FIGURE = {
    "relay.switch": "nothing is counted: it says what is offered",
    "relay.end_mandate": "whose it is would be a name",
    "relay.set_places": "a list as a whole",
    "partner.set": "his name is what was said",
    "drawer.set": "it says whose money lies where",
    "shop.set_favourites": "a list as a whole",
    "till.open_drawer": "it counts nothing: it says why",
}
"""Acts that tell no amount, count, number, document or day, and why."""

FIGURE = re.compile(r"\d|\bune? \w", re.IGNORECASE)
"""In French one is said in words."""


@pytest.fixture(scope="module")
def said(desks: Desks) -> dict[str, str]:
    return dict(confirmations.said(desks))


def test_the_page_is_what_the_program_says(said: dict[str, str]) -> None:
    written = (ROOT / "docs" / confirmations.NAME).read_text("utf-8")
    assert written == confirmations.page(said), "run: python3 dev.py docs"


def test_every_command_that_writes_an_entry_has_its_row(said: dict[str, str]) -> None:
    silent = {"visit.save", "visit.park", "visit.resume", "day.prepare", "tariff.preview"}
    silent |= {
        "relay.ask_here",
        "delivery.retry",
        "privacy.preview",
        "calendar.preview",
        "operator.sign_in",
        "operator.sign_out",
    }
    # Who somebody is, is in no entry: their answers say what is kept, and neither a name nor a figure.
    silent |= {command for command in EVERY if command.startswith(("person.", "household."))} - {
        "person.access"
    }
    assert said.keys() == EVERY.keys() - silent


def test_each_says_what_was_done_by_a_figure(said: dict[str, str]) -> None:
    assert {command for command, words in said.items() if not FIGURE.search(words)} == NO_FIGURE.keys()


def test_none_is_the_name_of_a_button(said: dict[str, str]) -> None:
    labels = {fr(source) for source in _labels()}
    assert len(labels) > 20
    told = {words.rstrip(".") for words in said.values()}
    assert not labels & told


def _labels() -> set[str]:
    """Every sentence that is marked inside of an act that a card offers."""
    found = set()
    for path in (ROOT / "concierge_desk").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "OfferedAct" and call.args:
                found |= {
                    inner.args[0].value
                    for inner in ast.walk(call.args[0])
                    if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in {"N_", "say"}
                    if isinstance(inner.args[0], ast.Constant)
                }
    return found
