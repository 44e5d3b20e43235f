"""Paper of who looked at names outside an act, for whoever is responsible; pure. Whose names they were nobody noted.

Source: docs/requirements.md, R-4.14; decision 0091.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import letterhead
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import Block, Column, Document, Gap, Heading, Pair, Paragraph, Table
from concierge_desk.i18n import fr
from concierge_desk.store.staff.looked import NamesLookedAt

LIST = "look"
"""Code list of the kinds."""


@dataclass(frozen=True, slots=True)
class LookedOn:
    """How often somebody looked in one way on one day.

    Attributes:
        day: ISO date where the shop stands.
        operator: Code of who looked.
        kind: A code of the list ``look``.
        times: How many lines: what is within ten minutes is one.
    """

    day: str
    operator: str
    kind: str
    times: int


@dataclass(frozen=True, slots=True)
class LookedSheet:
    """What is noted of looks.

    Attributes:
        since: ISO date from which it is told.
        day: ISO date as of which it is told.
        looked: The newest day first.
        names: Of the operators, by code.
        roles: Codes of what each of them may be, by code.
    """

    since: str
    day: str
    looked: tuple[LookedOn, ...]
    names: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]


def by_day(lines: Iterable[NamesLookedAt], zone: tzinfo) -> tuple[LookedOn, ...]:
    """Return lines counted by day, operator and kind: the newest day first."""
    found = Counter((line.at.astimezone(zone).date().isoformat(), line.operator, line.kind) for line in lines)
    # Sorted twice: days backwards, and within a day operators and kinds by their codes.
    counted = sorted(found.items(), key=lambda one: one[0][1:])
    counted.sort(key=lambda one: one[0][0], reverse=True)
    return tuple(LookedOn(*key, times) for key, times in counted)


def looked_paper(sheet: LookedSheet, settings: Settings, copy: int) -> Document:
    """Draw it, in French."""
    title = fr("Who looked at names")
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        Pair(fr("Since"), day_text(sheet.since)),
        Pair(fr("As of"), day_text(sheet.day), strong=True),
        Paragraph(
            fr(
                "Names that were looked at without an act for whoever bears them. What is served is told by the journal."
                " Whose names were looked at is noted nowhere. Looks of one kind within ten minutes count once."
            )
        ),
        Gap(),
    ]
    if sheet.looked:
        blocks.append(Table(_columns(), tuple(_rows(sheet))))
    else:
        blocks.append(Paragraph(fr("Nobody looked at names without serving anybody."), emphasis=True))
    return Document("looked", title, title, "a4", tuple(blocks), settings.practice, copy)


def _columns() -> tuple[Column, ...]:
    return (
        Column(fr("Day"), share=2),
        Column(fr("Who looked"), share=3),
        Column(fr("By which way"), share=6),
        Column(fr("Times"), "right", share=1),
    )


def _rows(sheet: LookedSheet) -> Iterable[tuple[str, ...]]:
    """Yield the rows; a day and a name stand once, however many rows are theirs."""
    day, who = "", ""
    for one in sheet.looked:
        same_day = one.day == day
        same = same_day and one.operator == who
        day, who = one.day, one.operator
        yield (
            "" if same_day else day_text(day),
            "" if same else sheet.names.get(who, who),
            label_of(LIST, one.kind, "fr"),
            str(one.times),
        )
