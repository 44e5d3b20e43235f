"""Letter to a carrier that the shelves are full: what was agreed, and the figures of thirty days. Pure.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Signature,
)
from concierge_desk.domain.journal import Data
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.lists import Shown, listed_rows
from concierge_desk.services.relay.documents.words import owner_name
from concierge_desk.services.relay.model.papers import Saturation


def saturation(state: Saturation, settings: Settings, copy: int) -> Document:
    """Draw the letter."""
    entry, data = state.posted, state.posted.data
    title = fr("Notice of full shelves")
    today = data["days"][-1]
    body: list[Block] = [
        Heading(title),
        Pair(fr("Shop"), settings.name),
        Pair(fr("Address"), ", ".join(settings.address)),
        Pair(fr("To"), owner_name(data["carrier"]), strong=True),
        Pair(fr("Drawn up on"), instant_line(entry)),
        *done_by(entry),
        Gap(),
        Paragraph(_full(data, today)),
        *_pace(data),
        Gap(),
        Heading(fr("What was agreed")),
        *_agreed(data["cap"]),
        Gap(),
        Heading(fr("The last thirty days, until {day}").format(day=day_text(today["day"]))),
        _days(data),
        Paragraph(fr("On the days that are not listed nothing came and nothing left."), size="small"),
        Gap(),
        Paragraph(fr(_ASKED), emphasis=True),
    ]
    ending: list[Block] = [
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Received by")),
        Pair(fr("Anchor"), state.anchor, size="small"),
    ]
    name = f"{data['carrier']} {day_text(today['day'])}"
    return Document(
        "saturation", name, title, "a4", (*body, *ending), settings.practice, copy, ending=len(ending)
    )


_ASKED = N_(
    "Please bring no more than was agreed, and nothing more than what leaves, while the shelves are full."
)


def _full(data: Data, today: Mapping[str, Any]) -> str:
    told = {"held": data["held"], "theirs": today["held"], "places": data["places"]}
    if data["places"] is None:
        return fr("{held} items lie in our shop today, {theirs} of them yours.").format(**told)
    return fr("Our shelves hold {places} items. {held} lie there today, {theirs} of them yours.").format(
        **told
    )


def _pace(data: Data) -> list[Block]:
    if data["full_on_day"] is None:
        return []
    if data["held"] >= data["places"]:
        return [Paragraph(fr("They are full."), emphasis=True)]
    told = fr("At the pace of the last ten open days they are full on {day}.")
    return [Paragraph(told.format(day=day_text(data["full_on_day"])), emphasis=True)]


def _agreed(cap: Mapping[str, Any] | None) -> list[Block]:
    if cap is None:
        return [Paragraph(fr("Nothing was agreed about how much is brought."))]
    return [Pair(fr(label), str(cap[name])) for name, label in _CAP if cap[name] is not None]


_CAP = (("a_day", N_("Items brought in a day, at most")), ("held", N_("Items here at a time, at most")))


def _days(data: Data) -> Block:
    rows = [row for row in data["days"] if row["received"] or row["left"]]
    columns: list[Shown] = [
        (Column(fr("Day"), "left", 3), lambda row: day_text(row["day"])),
        (Column(fr("Brought"), "right", 2), lambda row: str(row["received"])),
        (Column(fr("Left"), "right", 2), lambda row: str(row["left"])),
        (Column(fr("Here in the evening"), "right", 3), lambda row: str(row["held"])),
    ]
    cap = data["cap"] or {}
    beyond = [name for name in ("a_day", "held") if cap.get(name) is not None]
    if beyond:
        columns.append((Column(fr("More than agreed"), "right", 3), lambda row: _more(row, cap)))
    total = (fr("Total"), *(str(sum(row[name] for row in rows)) for name in ("received", "left")))
    return listed_rows(rows, *columns, total=total)


def _more(row: Mapping[str, Any], cap: Mapping[str, int | None]) -> str:
    """Return by how much a day went beyond what was agreed: by what was brought, else by what lay here."""
    found = [
        row[name] - most
        for name, most in (("received", cap["a_day"]), ("held", cap["held"]))
        if most is not None and row[name] > most
    ]
    return f"+{max(found)}" if found else ""
