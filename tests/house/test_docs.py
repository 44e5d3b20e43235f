"""The generated references say what the program does."""

import importlib.util
import re
from pathlib import Path

import pytest

from docs.refusals import codes_by_command

DOCS = Path(__file__).resolve().parents[2] / "docs"


def pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[str, str] = module.pages()
    return made


@pytest.mark.parametrize("name", ["commands.md", "rights.md", "schema.md"])
def test_generated_page_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], "run: python3 dev.py docs"


def test_reference_names_every_command_with_fields_and_codes() -> None:
    from concierge_desk.desk import catalogue

    page = pages()["commands.md"]
    for command in catalogue.commands().values():
        section = page.partition(f"## `{command.name}`")[2].partition("\n## ")[0]
        assert section, command.name
        for field in command.form.fields:
            assert f"| `{field.name}` |" in section, (command.name, field.name)
        told = codes_by_command()[command.name]
        for code in (*told.refusals, *told.warnings):
            assert f"`{code}`" in section, (command.name, code)


PAGES = [
    *sorted(path for path in DOCS.glob("*.md")),
    DOCS.parent / "CONTRIBUTING.md",
    DOCS.parent / "README.md",
]
ROOMS = re.compile(r"`((?:\w+/)+[\w-]+\.(?:py|md|csv|toml|jsonl))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    """A path is told from the repository or from the package."""
    named = set(ROOMS.findall(page.read_text("utf-8")))
    roots = (DOCS.parent, DOCS.parent / "concierge_desk")
    assert {path for path in named if not any((root / path).exists() for root in roots)} == set()
