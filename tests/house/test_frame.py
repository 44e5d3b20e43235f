"""The frame, the pages, the counter and the domain know no service: no code of one stands in them."""

import ast
from pathlib import Path

import pytest

from concierge_desk.counter.texts.code_sentences import MESSAGES
from concierge_desk.desk.messages import MESSAGES as DESK_MESSAGES
from concierge_desk.registry import SERVICES
from tests.house.test_rules import texts

PACKAGE = Path(__file__).resolve().parents[2] / "concierge_desk"
ROOMS = (
    "frame",
    "pages",
    "ui",
    "counter",
    "domain",
    "store",
    "jobs",
    "desk",
    "bootstrap",
    "printing",
    "media",
    "exporting",
)
CODES = {service.code for service in SERVICES}
"""The first part of the name of each command and kind."""
OWN = frozenset({*MESSAGES, *DESK_MESSAGES})
"""Codes of the core's sentences: some were called so before a service was."""
OTHERS = frozenset(
    {
        ("counter/papers/note.py", "shop"),
        ("counter/till/notes.py", "shop"),
        ("counter/held/advance.py", "shop"),
        ("counter/day/passages.py", "people"),
        ("counter/rights/table.py", "people"),
        ("frame/first_start/site_form.py", "people"),
        ("jobs/core_steps.py", "people"),
        ("jobs/full_export.py", "people"),
        ("counter/texts/handbook.py", "keys"),
        ("frame/first_start/steps/keys.py", "keys"),
        ("jobs/doctor.py", "keys"),
    }
)
"""Words that are no code of a service there: where a work is done, who goes back on arrhes, whoever came in, a right, a folder, the keys of a desk, of a keyboard."""


@pytest.mark.parametrize("room", ROOMS)
def test_no_service_is_named(room: str) -> None:
    named = []
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for one in texts(ast.parse(path.read_text("utf-8"))):
            assert isinstance(one.value, str)
            file = path.relative_to(PACKAGE).as_posix()
            known = one.value in OWN or (file, one.value) in OTHERS
            if one.value.partition(".")[0] in CODES and not known:
                named.append(f"{file}:{one.lineno} {one.value}")
    assert named == []
