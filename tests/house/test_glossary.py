"""Glossary: every word of the code that it explains is found where it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "concierge_desk"
ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| [^|]+ \|")
PLACE = re.compile(r"`([^`]+)`")
WORD = re.compile(r"[A-Z]?[a-z]+")


def rows() -> list[tuple[str, str]]:
    """Return each term of the part about the code, with its places."""
    part = (ROOT / "docs/glossary.md").read_text("utf-8").partition("\n## The code\n")[2]
    found = [(match[1], match[2]) for match in map(ROW.fullmatch, part.splitlines()) if match]
    return [(term, places) for term, places in found if term not in {"term", "---"}]


def words(place: str) -> set[str]:
    """Return the words of a module: of its path, its names and its sentences."""
    text = f"{place} {(PACKAGE / place).read_text('utf-8')}"
    return {word.lower() for word in WORD.findall(text)}


def test_the_terms_of_the_code_are_sorted() -> None:
    terms = [term for term, _ in rows()]
    assert terms
    assert terms == sorted(set(terms))


@pytest.mark.parametrize(("term", "places"), rows(), ids=[term for term, _ in rows()])
def test_a_term_is_found_where_it_is_said_to_stand(term: str, places: str) -> None:
    named = PLACE.findall(places)
    assert named
    for place in named:
        assert words(place) & {term, f"{term}s", f"{term}es", term.removesuffix("s")}, place
