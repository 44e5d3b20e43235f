"""Make what the handbooks hold and nobody writes: the card of the keys, and the small pictures of the window.

``python docs/books.py [--to FOLDER]``: the table of the keys follows from the tables of actions, the pictures are cut out of
those that ``docs/screens.py`` makes. The same program makes the same files.
"""

import csv
import importlib
import importlib.util
import io
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image

import concierge_desk.pages
from concierge_desk.counter.texts.handbook import CALENDAR, CLOSING, KEY_COLUMNS, SHELF
from concierge_desk.frame.actions import ACTIONS as FRAME
from concierge_desk.frame.help import WHERE
from concierge_desk.frame.page_index import PageIndex
from concierge_desk.pages import pages_of
from concierge_desk.pages.counter.actions import ACTIONS as COUNTER
from concierge_desk.registry import SERVICES
from concierge_desk.ui.actions import Actions
from concierge_desk.ui.kit.keys import rows

_OF_SERVICES = {"shelf": SHELF, "calendar": CALENDAR}
HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "resources" / "books"

PICTURES = {
    "opening": ("practice", (263, 92, 893, 270)),
    "handing": ("card", (275, 140, 895, 345)),
    "paying": ("visit", (580, 458, 1280, 745)),
    "counting": ("gap", (263, 92, 900, 203)),
}
"""By the name of its file: which state of the window, and what is cut out of it, in pixels."""

LIKE_ANOTHER = frozenset({"statuses", "calendar"})
"""Pages whose keys are those of another one and mean the same, as of a file, or stand on its buttons: the card has one side."""

_GREYS = 16
_LIGHT = "{}-light-100.png"


def main() -> None:
    """Write them into a folder."""
    folder = _screens().folder_asked(__doc__, FOLDER)
    for name, data in files().items():
        (folder / name).write_bytes(data)


def files() -> dict[str, bytes]:
    """Return every file that is made, by its name."""
    return {"keys.csv": key_table(), **{f"{name}.png": picture(name) for name in PICTURES}}


def picture(name: str) -> bytes:
    """Return a small picture, in a few greys."""
    state, box = PICTURES[name]
    shown = next(data for found, data in _screens().pictures((state,)) if found == _LIGHT.format(state))
    cut = Image.open(io.BytesIO(shown)).convert("L").crop(box)
    file = io.BytesIO()
    cut.quantize(_GREYS).convert("L").save(file, "PNG", optimize=True)
    return file.getvalue()


def key_table() -> bytes:
    """Return the keys, page by page, as a table of English sources."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(KEY_COLUMNS)
    table.writerows(key_rows())
    return file.getvalue().encode()


def key_rows() -> Iterator[tuple[str, str, str]]:
    """Yield a row for each key: those that hold everywhere, then each page's own; Esc is told once, an exercise never."""
    pages = pages_of(SERVICES)
    everywhere = (*FRAME, *COUNTER, *PageIndex(pages).keys)
    for where, heading in WHERE.items():
        yield from _sorted(heading, (one for one in everywhere if one.where == where))
    titles = {page.code: page.title for page in pages}
    practised = {page.code for page in pages if page.of_practice}
    for code, tables in tables_of_pages():
        if code in practised or code in LIKE_ANOTHER:
            continue
        for number, table in enumerate(tables):
            # The day has a second table for its closing; a shelf and a calendar are named by their service.
            heading = CLOSING if number else titles.get(code, _OF_SERVICES.get(code, ""))
            yield from _sorted(heading, (one for one in table if one.key != "escape"))


def tables_of_pages() -> Iterator[tuple[str, list[Any]]]:
    """Yield the tables of actions of each page but the counter's, by its folder."""
    for _finder, name, _package in pkgutil.iter_modules(concierge_desk.pages.__path__):
        if name != "counter" and importlib.util.find_spec(f"concierge_desk.pages.{name}.actions"):
            module = importlib.import_module(f"concierge_desk.pages.{name}.actions")
            yield name, [one for one in vars(module).values() if isinstance(one, Actions)]


def _sorted(heading: str, actions: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield rows in the order of the keyboard."""
    keys = {row.name: (place, row.cap) for place, row in enumerate(rows())}
    for action in sorted(actions, key=lambda one: keys[one.key][0]):
        yield heading, keys[action.key][1], action.label


def _screens() -> Any:
    spec = importlib.util.spec_from_file_location("docs_screens", HERE / "screens.py")
    if spec is None or spec.loader is None:
        raise ImportError("docs/screens.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
