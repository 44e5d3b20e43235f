"""The paper of what is kept of somebody: for whoever asks, in words; pure.

Source: docs/requirements.md, R-4.04 (RGPD 15); decision 0086.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.privacy import CNIL
from concierge_desk.counter.papers.tickets import letterhead
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.domain.document import Block, Column, Document, Gap, Heading, Pair, Paragraph, Table
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import fr


@dataclass(frozen=True, slots=True)
class KeptOf:
    """A column in which something of somebody stands, in French.

    Attributes:
        place: ``table.column``, for programs.
        holds: What stands there.
        purpose: What for.
        basis: On which ground.
        until: Until when it is kept.
        values: What stands there of this person.
    """

    place: str
    holds: str
    purpose: str
    basis: str
    until: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldAct:
    """An act of the journal that is tied to somebody, as the journal tells it."""

    day: str
    hour: str
    told: str


@dataclass(frozen=True, slots=True)
class OpenMoney:
    """Money that is held for somebody, or that somebody owes.

    Attributes:
        what: In French.
        code: Of the thing.
        day: ISO date on which it was taken.
        left_cents: What of it is left.
    """

    what: str
    code: str
    day: str
    left_cents: int


@dataclass(frozen=True, slots=True)
class ToldLooks:
    """Looks at names that belong to no act, of one day: at whose names nobody noted.

    Attributes:
        day: ISO date.
        who: What whoever looked may be, in French: never who.
        way: By which way, in French.
        times: How often.
    """

    day: str
    who: str
    way: str
    times: int


@dataclass(frozen=True, slots=True)
class AccessSheet:
    """What is kept of somebody.

    Attributes:
        name: Of whom.
        day: ISO date as of which it is told.
        kept: Column by column, where something stands.
        acts: What was done, in the order in which it was.
        open: What is held and owed.
        looked: Looks at names of the last twelve months, the newest day first.
    """

    name: str
    day: str
    kept: tuple[KeptOf, ...]
    acts: tuple[ToldAct, ...]
    open: tuple[OpenMoney, ...] = ()
    looked: tuple[ToldLooks, ...] = ()

    def told(self) -> dict[str, Any]:
        """Return it as programs read it."""
        return {
            "name": self.name,
            "day": self.day,
            "kept": [asdict(one) for one in self.kept],
            "acts": [asdict(one) for one in self.acts],
            "open": [asdict(one) for one in self.open],
            "looked": [asdict(one) for one in self.looked],
        }


def access_paper(sheet: AccessSheet, settings: Settings) -> Document:
    """Draw it, in French: one part for each purpose, then the acts."""
    title = fr("What is kept of you")
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        Pair(fr("Of whom"), sheet.name, strong=True),
        Pair(fr("As of"), day_text(sheet.day)),
    ]
    for purpose in dict.fromkeys(one.purpose for one in sheet.kept):
        rows = _rows([one for one in sheet.kept if one.purpose == purpose])
        blocks += [Gap(), Paragraph(purpose, emphasis=True), Table(_columns(), rows)]
    if sheet.open:
        held = tuple(
            (one.what, day_text(one.day), one.code, format_amount(one.left_cents)) for one in sheet.open
        )
        heads = (
            Column(fr("What"), share=4),
            Column(fr("Day"), share=2),
            Column(fr("Code"), share=4),
            Column(fr("Left of it"), "right", share=2),
        )
        blocks += [Gap(), Heading(fr("What is held for you, and what you owe")), Table(heads, held)]
    if sheet.acts:
        acts = tuple((day_text(act.day), act.hour, act.told) for act in sheet.acts)
        columns = (Column(fr("Day"), share=2), Column(fr("Hour")), Column(fr("What was done"), share=7))
        blocks += [Gap(), Heading(fr("What was done for you")), Table(columns, acts)]
    blocks += [
        *_looks(sheet),
        Gap(),
        Paragraph(
            fr(
                "You may have it corrected or erased, at the counter. Tickets and closings stay, without your name: the law asks for"
                " them. The same is in the file beside this one, for programs."
            )
        ),
        Paragraph(fr("Not content with the answer? Write to: {cnil}").format(cnil=CNIL), size="small"),
    ]
    return Document("access", title, title, "a4", tuple(blocks), settings.practice)


def _looks(sheet: AccessSheet) -> tuple[Block, ...]:
    """Return who looked at names, month by month: the file beside tells each day."""
    heading = Heading(fr("Who looked at names"))
    if not sheet.looked:
        nobody = fr("In the last twelve months nobody looked at names here without serving somebody.")
        return Gap(), heading, Paragraph(nobody)
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in sheet.looked:
        counted[one.day[: len(_MONTH)], one.who, one.way] += one.times
    rows: list[tuple[str, ...]] = []
    for month in dict.fromkeys(month for month, _, _ in counted):
        of_it = sorted((who, way, str(times)) for (m, who, way), times in counted.items() if m == month)
        # A month stands once.
        heads_of = (f"{month[5:]}/{month[:4]}", *[""] * (len(of_it) - 1))
        rows += [(head, *told) for head, told in zip(heads_of, of_it, strict=True)]
    heads = (
        Column(fr("Month"), share=2),
        Column(fr("Who looked"), share=3),
        Column(fr("By which way"), share=6),
        Column(fr("Times"), "right", share=1),
    )
    honest = fr(
        "Here at the counter names were looked at without an act, in the last twelve months. It is not noted whose names"
        " were asked for: it may have been yours, or not. What was done for you stands above."
    )
    return Gap(), heading, Paragraph(honest), Table(heads, tuple(rows))


_MONTH = "2026-01"


def _columns() -> tuple[Column, ...]:
    return (
        Column(fr("What is kept"), share=4),
        Column(fr("Of you"), share=5),
        Column(fr("Ground"), share=2),
        Column(fr("Kept until"), share=3),
    )


def _rows(kept: Sequence[KeptOf]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a part: several columns that hold the same stand in one."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for one in kept:
        told.setdefault((one.holds, one.basis, one.until), []).extend(one.values)
    return tuple(
        (holds, " · ".join(dict.fromkeys(values)), basis[0].upper() + basis[1:], until)
        for (holds, basis, until), values in told.items()
    )
