"""Glossary: every word of the code that it explains is found where it says, and no French word that it bars is used."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from concierge_desk.desk import catalogue, counter_parts
from concierge_desk.pages import pages_of

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


def barred() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return how each word begins that is not used, what stands in its place, and where it is meant all the same."""
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    part = text.partition("\n## Words not used\n")[2].partition("\n## ")[0]
    cells = [
        re.split(r" ?\| ?", line.strip("|").strip()) for line in part.splitlines() if line.startswith("|")
    ]
    return [
        (begins.strip(), instead, tuple(phrase for phrase in meant.split(", ") if phrase))
        for begins, instead, meant in ((*row, "")[:3] for row in cells[2:])
    ]


def typed_words() -> set[str]:
    """Return the lists of words by which things are found: whoever types them uses whatever word comes to mind."""
    parts, pages = counter_parts.parts().values(), pages_of(catalogue.services())
    doors = (door for part in parts for door in part.doors)
    return {one.words for one in (*parts, *doors, *pages) if one.words}


def french_texts() -> Iterator[tuple[str, str]]:
    """Yield what is read in French, with the place it comes from."""
    resources, typed = ROOT / "resources", typed_words()
    with (resources / "locale/fr/LC_MESSAGES/concierge_desk.po").open("rb") as source:
        for message in read_po(source, locale="fr"):
            said = message.string if isinstance(message.string, list | tuple) else (message.string,)
            if message.id and message.id not in typed:
                yield from (("concierge_desk.po", str(text)) for text in said)
    for path in (*sorted((resources / "codes").glob("*.csv")), resources / "posters.csv"):
        with path.open(encoding="utf-8") as source:
            for row in csv.DictReader(source):
                yield path.name, row.get("label_fr") or row["text_fr"]
    for path in sorted((resources / "verifier").glob("*.js")):
        yield path.name, path.read_text("utf-8")


def misused(text: str, begins: str, meant: tuple[str, ...]) -> bool:
    """Say whether a word that begins so stands in a text, elsewhere than in a phrase that means it."""
    for phrase in meant:
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", text)
    return re.search(rf"(?<!\w){begins}", text, re.IGNORECASE) is not None


@pytest.mark.parametrize(("begins", "instead", "meant"), barred(), ids=[row[0] for row in barred()])
def test_one_thing_has_one_word_in_french(begins: str, instead: str, meant: tuple[str, ...]) -> None:
    texts = list(french_texts())
    assert len(texts) > 1000
    assert [f"{where}: {text}" for where, text in texts if misused(text, begins, meant)] == [], instead
    assert [p for p in meant if not any(p in text for _, text in texts)] == [], "nothing means it so any more"


@pytest.mark.parametrize(
    ("text", "is_misused"),
    [
        ("Le poste est prêt.", True),
        ("Le Poste", True),
        ("La Poste le sait.", False),
        ("La Poste connaît ce poste.", True),
        ("Des imposteurs", False),
    ],
)
def test_what_counts_as_misused(text: str, is_misused: bool) -> None:
    assert misused(text, "poste", ("La Poste",)) is is_misused
