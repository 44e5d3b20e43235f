"""Sheets about a loan, of A5: it is due; how the object was as it left, and is as it comes back.

Source: docs/requirements.md, R-4.06, R-5.06; decision 0094.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.papers.nature_papers import DrawnPaper
from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.domain.document import Barcode, Block, Gap, Heading, Pair, Paragraph, Signature
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.lending.documents import words
from concierge_desk.mechanisms.lending.model.papers import ConditionSheet, LoanSheet
from concierge_desk.mechanisms.lending.nature import LendingNature

_YEAR = " y"


def reminder(_nature: LendingNature, state: LoanSheet, settings: Settings) -> DrawnPaper:
    """Draw the letter to somebody whose loan is due: when the door is open, and no threat."""
    one, thing = state.loan, state.thing
    title, day = fr("Something that you borrowed is due"), nature_papers.day_words(one.due_day, _YEAR)
    told = fr(_LATE if one.due_day < state.today else _DUE)
    held = sum(caution.left_cents for caution in state.cautions)
    body: list[Block] = [
        Heading(title),
        *nature_papers.sender(settings),
        *_addressed(state),
        Paragraph(told.format(what=f"{thing.label} ({thing.object})", day=day)),
        *_belongings(state),
        *([Pair(fr("Caution that waits for you"), format_amount(held))] if held else []),
        Gap(),
        Paragraph(fr("We are open on"), emphasis=True),
        *nature_papers.sessions(state.sessions),
    ]
    ending = (Gap(), *words.notice(state, settings), Barcode(one.loan))
    return DrawnPaper(title, one.loan, "a5", body, ending)


_LATE = N_(
    "{what} was to be back on {day}. Somebody may wait for it: please bring it, or tell us when you can."
)
_DUE = N_("{what} is to be back by {day}. If you need it longer, tell us: we look whether it can be renewed.")


def condition(nature: LendingNature, state: ConditionSheet, settings: Settings) -> DrawnPaper:
    """Draw how an object was as it left and is as it comes back, part by part, to be signed both times."""
    sheet, title = state.sheet, fr("Condition before and after")
    parts, whole = codes(nature.parts) if nature.parts else ("",), fr("Whole")
    rows = [(part, state.left.get(part, ""), state.back.get(part, "")) for part in parts]
    body: list[Block] = [
        Heading(title),
        Paragraph(settings.name, emphasis=True),
        Gap(),
        *_addressed(sheet),
        Paragraph(f"{sheet.thing.label}, {sheet.thing.object}", emphasis=True),
        *words.fnuci(sheet),
        *_belongings(sheet),
        nature_papers.listed(
            rows,
            (N_("Part of it"), 4, lambda row: label_of(nature.parts, row[0], "fr") if row[0] else whole),
            (N_("As it left"), 5, lambda row: _how(nature, row[1])),
            (N_("As it came back"), 5, lambda row: _how(nature, row[2])),
        ),
        Gap(),
    ]
    concierge = fr("Signature of the concierge")
    ending = (
        Signature(fr("It leaves: signature of whoever takes it"), concierge),
        Signature(fr("It is back: signature of whoever brings it"), concierge),
        *words.notice(sheet, settings),
        Barcode(sheet.loan.loan),
    )
    return DrawnPaper(title, sheet.loan.loan, "a5", body, ending)


def _how(nature: LendingNature, code: str) -> str:
    return label_of(nature.conditions, code, "fr") if code else nature_papers.BY_HAND


def _belongings(state: LoanSheet) -> list[Block]:
    told = ", ".join(f"{name.lower()} × {count}" for name, count in words.belongings(state.loan))
    return [Paragraph(fr("With: {what}").format(what=told))] if told else []


def _addressed(state: LoanSheet) -> list[Block]:
    """Return whose a loan is, which it is, since when."""
    return [
        nature_papers.addressee(fr("For"), state),
        Pair(fr("Contract"), state.loan.loan, strong=True),
        Pair(fr("Lent on"), nature_papers.day_words(state.loan.lent_day, _YEAR), strong=True),
        Gap(),
    ]
