"""What the handbooks hold and nobody writes is made by docs/books.py, from the tables of actions and from the window."""

import csv
import importlib.util
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from concierge_desk import paths
from concierge_desk.counter.texts.handbook import KEY_TABLE
from concierge_desk.i18n import fr

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def made() -> Any:
    spec = importlib.util.spec_from_file_location("docs_books", DOCS / "books.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_card_of_the_keys_is_that_of_the_tables(made: Any) -> None:
    assert paths.resource(KEY_TABLE) == made.key_table(), "run: python docs/books.py"


def test_each_key_of_each_page_is_on_it_and_french(made: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(paths.resource_text(KEY_TABLE))))
    for code, tables in made.tables_of_pages():
        labels = {row["label"] for row in rows}
        for table in tables:
            # An exercise has keys of its own, one page those of another, and Esc is told once.
            missing = {one.label for one in table if one.key != "escape"} - labels
            assert not missing or code in {"lessons", *made.LIKE_ANOTHER}, (code, missing)
    pages = {row["page"] for row in rows}
    assert all(fr(text) != text for text in pages - {"Journal"})
    assert len({(row["page"], row["key"]) for row in rows}) == len(rows), "one key, one meaning"


def test_its_pictures_are_cut_out_of_the_window(made: Any, qapp: QApplication) -> None:
    del qapp
    there = {name for name in paths.resource_names("books") if name.endswith(".png")}
    assert there == {f"books/{name}.png" for name in made.PICTURES}
    drawn = made.picture("opening")
    with (
        Image.open(io.BytesIO(drawn)) as new,
        Image.open(io.BytesIO(paths.resource("books/opening.png"))) as kept,
    ):
        assert new.size == kept.size and new.mode == kept.mode
        # Mostly white paper, and something on it.
        assert 0 < sum(new.histogram()[:128]) < new.width * new.height / 4
