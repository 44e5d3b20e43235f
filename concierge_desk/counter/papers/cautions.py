"""List of the cautions that are held as a fiscal year ends, or now: what is still owed to whoever left them; pure.

Source: docs/contract.md, "Documents", "Money held and owed"; docs/requirements.md, R-5.06.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import letterhead
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.domain.document import Block, Column, Document, Gap, Heading, Pair, Paragraph, Rule, Table
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr

YEARS_TO_CLAIM: Final = 5
"""A caution that is not fetched becomes no income before."""


@dataclass(frozen=True, slots=True)
class ListedCaution:
    """A caution of the list.

    Attributes:
        code: Its own: its card says whose it is, the list does not.
        of: Number of what it was taken for; empty for nothing that has one.
        what: What that is called, and the service that it is of; empty where nobody knows it.
        day: When it was taken, as an ISO date.
        cents: What is left of it.
        by_cheque: Its cheque lies uncashed in the safe.
    """

    code: str
    of: str
    what: str
    day: str
    cents: int
    by_cheque: bool


@dataclass(frozen=True, slots=True)
class CautionList:
    """What the list is drawn from.

    Attributes:
        place: The fiscal year, or ``now``.
        day: On which they are held, as an ISO date.
        numbers: Of the closings of the year; none now.
        cautions: The oldest first.
    """

    place: str
    day: str
    numbers: Sequence[str]
    cautions: Sequence[ListedCaution]


def cautions(state: CautionList, settings: Settings, copy: int) -> Document:
    """Draw the list, in French: whoever keeps the accounts reads it."""
    title = fr("Cautions that are held")
    money = sum(one.cents for one in state.cautions if not one.by_cheque)
    kept = [one for one in state.cautions if one.by_cheque]
    in_safe = sum(one.cents for one in kept)
    numbers = (
        [Pair(fr("Closings of the period"), ", ".join(state.numbers), strong=True)] if state.numbers else []
    )
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        *numbers,
        Pair(fr("Held on"), day_text(state.day), strong=True),
        Paragraph(fr("What is not fetched stays owed: nothing of it is income before five years are over.")),
        Gap(),
        *_table(state, money + in_safe),
    ]
    ending: list[Block] = [
        Rule(),
        Pair(fr("In money: the fund of the cautions"), format_amount(money)),
        Pair(fr("Cheques of cautions in the safe: {count}").format(count=len(kept)), format_amount(in_safe)),
        Pair(fr("Total"), format_amount(money + in_safe), True, "large"),
    ]
    return Document(
        "cautions", state.place, title, "a4", (*blocks, *ending), settings.practice, copy, ending=len(ending)
    )


def _table(state: CautionList, total: int) -> list[Block]:
    if not state.cautions:
        return [Paragraph(fr("None is held."), emphasis=True)]
    columns = (
        Column(fr("Since"), "left", 4),
        Column(fr("For"), "left", 11),
        Column(fr("Code"), "left", 6),
        Column(fr("Held for"), "left", 6),
        Column(fr("By"), "left", 4),
        Column(fr("Amount"), "right", 4),
    )
    rows = tuple(
        (
            day_text(one.day),
            " · ".join(filter(None, (one.what, one.of))) or "—",
            one.code,
            _age(one.day, state.day),
            fr("cheque") if one.by_cheque else fr("money"),
            format_amount(one.cents),
        )
        for one in state.cautions
    )
    return [Table(columns, rows, ("", "", "", "", fr("Total"), format_amount(total)))]


def _age(since: str, until: str) -> str:
    """Return for how long it is held, in whole years; and that it may be claimed no more."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    years = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    if years >= YEARS_TO_CLAIM:
        return fr("over five years")
    return fr(_AGES[years])


_AGES = (
    N_("less than a year"),
    N_("over a year"),
    N_("over two years"),
    N_("over three years"),
    N_("over four years"),
)
