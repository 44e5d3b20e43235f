"""Parts that papers of things lent share: what belongs to an object, how it is, who signs, what whoever is named is told."""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import Block, Paragraph
from concierge_desk.i18n import fr
from concierge_desk.mechanisms.lending.model.facts import Loan, counts_of, thing_words
from concierge_desk.mechanisms.lending.model.papers import LoanSheet
from concierge_desk.mechanisms.lending.nature import LendingNature


def belongings(loan: Loan) -> list[tuple[str, int]]:
    """Return what left with an object, as it is said, and how many of each: ``Foret``, 5."""
    counts = counts_of(loan.checks)
    return [(thing_words(name).capitalize(), count) for name, count in counts.items()]


def condition_words(nature: LendingNature, condition: str | None) -> str:
    """Return a condition in words, part by part where it is told so: ``cadre usé, freins bon état``."""
    found = []
    for told in (condition or "").split():
        part, _, how = told.rpartition(":")
        said = label_of(nature.conditions, how, "fr").lower()
        found.append(f"{label_of(nature.parts, part, 'fr').lower()} : {said}" if part else said)
    return " ; ".join(found)


def fnuci(state: LoanSheet) -> list[Block]:
    """Return the number of a marked bike, where it has one."""
    told = state.typed.get(state.thing.fnuci or "", "")
    return [Paragraph(fr("Bike number (FNUCI): {what}").format(what=told))] if told else []


def notice(state: LoanSheet, settings: Settings) -> list[Block]:
    """Return what whoever is named is told about it."""
    kept = fr("three months from the end of the loan on")
    return nature_papers.notice(state, fr("to know who has what was lent"), kept, settings)
