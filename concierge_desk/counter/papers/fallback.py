"""Paper sheets for a day without power: printed in advance, written on by hand, entered by scan afterwards.

Each line bears a code of its own; no entry is made of a sheet. No name is printed on one.

Source: docs/contract.md, "What was kept on paper"; docs/requirements.md, R-1.31; decision 0064.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    RuledLines,
    Table,
)
from concierge_desk.i18n import N_, fr

MOST_PAGES = 20
"""Of one sheet: as many lines as are written on in a day."""

_PAGE_MM = 261
"""No page has more room for lines."""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """Form of a sheet.

    Attributes:
        title: English source of what it is called.
        columns: English sources of what is written where, each with its share of the width.
        hint: English source of what one line is for.
        height_mm: Of a line.
        entries: How many things stand on one line.
        listed: English sources of the titles of what is listed on it, columns of a row.
        most_listed: Cells of it: more would leave no line to write on.
        most_letters: Of a cell of it: a longer one would take two lines.
    """

    title: str
    columns: tuple[tuple[str, int], ...]
    hint: str
    height_mm: int = 16
    entries: int = 1
    listed: tuple[str, ...] = ()
    most_listed: int = 48
    most_letters: int = 32


SHEETS: Mapping[str, SheetForm] = {
    "arrivals": SheetForm(
        N_("Paper sheet: arrivals"),
        ((N_("Time"), 3), (N_("Number, or its end"), 9), (N_("For whom"), 9), (N_("Place"), 4)),
        N_("One line for each item."),
        listed=(N_("Free places"), *[""] * 7),
        most_letters=9,
    ),
    "handover": SheetForm(
        N_("Paper sheet: hand-overs"),
        (
            (N_("Time"), 3),
            (N_("Number, or its end"), 6),
            (N_("Who took it"), 7),
            (N_("Document seen"), 5),
            (N_("Signature"), 7),
        ),
        N_("One line for each item that leaves."),
        height_mm=18,
        listed=(N_("Place, end, until"), *[""] * 3),
        most_letters=21,
    ),
    "sales": SheetForm(
        N_("Paper sheet: sales"),
        ((N_("Time"), 3), (N_("What, and how many"), 13), (N_("Paid"), 5), (N_("By what"), 4)),
        N_("One line for each customer, three things on it; a brace joins the lines of whoever buys more."),
        height_mm=24,
        entries=3,
        listed=(N_("Article"), N_("Price"), N_("Article"), N_("Price")),
    ),
    "deposits": SheetForm(
        N_("Paper sheet: deposits"),
        (
            (N_("Time"), 3),
            (N_("What, how many, weight"), 9),
            (N_("Number"), 7),
            (N_("Paid"), 4),
            (N_("By what"), 3),
        ),
        N_("One line for each customer, two items on it."),
        height_mm=20,
        entries=2,
        listed=(N_("Article"), N_("Price"), N_("Article"), N_("Price")),
        most_listed=64,
    ),
}
"""The sheets, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class FallbackSheet:
    """A sheet that is printed now.

    Attributes:
        name: One of `SHEETS`.
        day: ISO date of what is listed on it.
        pages: How many it has.
        codes: Of its lines; those that have no room are not drawn.
        listed: What is listed on it, cell by cell.
        more: How many more things there are than it lists.
    """

    name: str
    day: str
    pages: int
    codes: tuple[str, ...]
    listed: tuple[str, ...] = ()
    more: int = 0


def spoken(place: str) -> str:
    """Return what a sheet of some pages is called: an English source."""
    return SHEETS[place.partition("-")[0]].title


def most_lines(name: str, pages: int) -> int:
    """Return how many codes are drawn for a sheet of so many pages: at least as many as its lines have room for."""
    return pages * (_PAGE_MM // SHEETS[name].height_mm)


def fallback(state: FallbackSheet, settings: Settings, copy: int) -> Document:
    """Draw a sheet, in French: whoever helps out writes on it."""
    form = SHEETS[state.name]
    title = fr(form.title)
    blocks: list[Block] = [
        Heading(f"{settings.name} — {title}"),
        Pair(fr("Day, and who writes"), "__________________________________________", size="text"),
        Paragraph(f"{fr(form.hint)} {fr(_LATER)}", size="small"),
        *_listed(form, state),
        Gap(),
        RuledLines(
            tuple(Column(fr(label), "left", share) for label, share in form.columns),
            tuple(map(printed_code, state.codes)),
            form.height_mm,
            form.entries,
        ),
    ]
    return Document(
        "fallback",
        day_text(state.day),
        title,
        "a4",
        tuple(blocks),
        settings.practice,
        copy,
        most_pages=state.pages,
    )


_LATER = N_(
    "Write the time each time. Afterwards: scan the code of a line in the window, type the time, enter what stands there;"
    " each line is entered once."
)


def _listed(form: SheetForm, state: FallbackSheet) -> list[Block]:
    if not state.listed:
        return []
    across = len(form.listed)
    cells = [
        *(_short(cell, form.most_letters) for cell in state.listed),
        *[""] * (-len(state.listed) % across),
    ]
    rows = tuple(tuple(cells[at : at + across]) for at in range(0, len(cells), across))
    columns = tuple(
        Column(fr(title) if title else "", "left", _SHARES.get(title, 3)) for title in form.listed
    )
    told = fr("As on {day}").format(day=day_text(state.day))
    if state.more:
        told = f"{told} · {fr('{count} more').format(count=state.more)}"
    return [Table(columns, rows), Paragraph(told, size="small")]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


_SHARES = {"Article": 9}
