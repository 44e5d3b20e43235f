"""SECURITY.md says what is claimed and no more, and is found by whoever reads the README."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")


def test_the_one_who_is_not_found_is_named() -> None:
    """Nobody who decides on the strength of this program shall learn it from somebody else."""
    said = (
        "a careful insider with the keys who rewrites everything since the last anchor held elsewhere is the only"
        " one not found"
    )
    assert said in " ".join(TEXT.split())


def test_the_readme_leads_there_in_both_languages() -> None:
    french, _, english = (ROOT / "README.md").read_text("utf-8").partition("# In English")
    assert "(SECURITY.md)" in french
    assert "(SECURITY.md)" in english


@pytest.mark.parametrize("table", ["visit", "preparation", "spool", "sheet_spool", "drawer_pulse"])
def test_working_state_that_cannot_be_told_is_listed_by_name(table: str) -> None:
    assert f"(`{table}`)" in TEXT
    assert f"CREATE TABLE {table}(" in (ROOT / "docs/schema.md").read_text("utf-8")


def test_it_leads_to_the_table_of_alterations_and_to_decisions_that_are_there() -> None:
    links = re.findall(r"\]\(([\w/.-]+\.md)\)", TEXT)
    assert "docs/alterations.md" in links
    decisions = [link for link in links if link.startswith("docs/decisions/")]
    assert len(decisions) >= 4
    assert [link for link in decisions if not (ROOT / link).exists()] == []
