"""Every paper can be looked at in docs/documents, in every width it is printed on."""

import importlib.util
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from concierge_desk.domain.document import ROLLS, Document
from concierge_desk.jobs.papers import papers_known
from tests.counter.papers import LONG_LABEL
from tests.services.lived import LONG_NAME

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "documents"
MOST_BYTES = 3_500_000


@pytest.fixture(scope="module")
def module() -> Any:
    spec = importlib.util.spec_from_file_location("docs_documents", DOCS / "documents.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def drawn(module: Any) -> dict[str, Document]:
    documents: dict[str, Document] = module.documents()
    return documents


def widths(document: Document) -> set[str]:
    if document.paper in ROLLS.values():
        return {str(width) for width in ROLLS}
    return {document.paper}


def test_the_command_draws_every_paper_of_the_program(drawn: dict[str, Document]) -> None:
    # A paper's kind is the word it is asked for by.
    assert {document.kind for document in drawn.values()} == set(papers_known())


def test_a_paper_is_on_a_roll_where_it_says_so(drawn: dict[str, Document]) -> None:
    known = papers_known()
    for document in drawn.values():
        assert known[document.kind].roll == (document.paper in ROLLS.values()), document.kind


def test_every_paper_has_its_picture_in_every_width(module: Any, drawn: dict[str, Document]) -> None:
    expected = {f"{name}-{width}.png" for name, document in drawn.items() for width in widths(document)}
    assert {path.name for path in FOLDER.iterdir()} == expected, "run: python docs/documents.py"
    assert {name for name, _ in module.sheets(drawn)} == expected


def test_the_pictures_are_always_the_same(module: Any, drawn: dict[str, Document]) -> None:
    assert module.documents() == drawn


def test_a_picture_is_as_wide_as_its_paper(module: Any, drawn: dict[str, Document]) -> None:
    for width, pixels in ((80, 462), (58, 336)):
        picture = Image.open(io.BytesIO(module.photographed(drawn["label"].on_roll(width))))
        assert abs(picture.width - pixels) < 3


def test_long_names_and_large_amounts_are_among_them(drawn: dict[str, Document]) -> None:
    told = str(drawn)
    assert len(LONG_NAME) == 80
    for long in (LONG_NAME, LONG_LABEL, "999,99"):
        assert long in told


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES
