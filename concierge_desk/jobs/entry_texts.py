"""Sentences of every kind of entry, the core's and each service's, put together after the start.

Source: docs/contract.md, "Services and the registry"; decision 0023.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.texts.entry_texts import GROUPS, Tellings, outcome
from concierge_desk.counter.till.opening import ordered_words
from concierge_desk.desk import catalogue
from concierge_desk.domain.journal import Posted


@cache
def paper_names() -> Mapping[str, str]:
    """Return what every paper is called, by its prefix: English sources."""
    # What draws papers is not loaded before somebody looks.
    from concierge_desk.jobs.papers import papers_known  # noqa: PLC0415

    return {prefix: paper.label for prefix, paper in papers_known().items()}


@cache
def tellings() -> Tellings:
    """Return how each kind is told; what names no group is found under its service.

    Raises:
        ValueError: When two parts tell the same kind.
    """
    from concierge_desk.counter.core.entry_texts import core_tellings  # noqa: PLC0415  (as above)
    from concierge_desk.counter.core.settings_texts import settings_tellings  # noqa: PLC0415  (as above)

    chosen = settings_tellings(catalogue.settings_known(), catalogue.service_labels())
    found = {**core_tellings(paper_names()), **chosen}
    for service in catalogue.services():
        tellings = service.aside().tellings
        twice = found.keys() & tellings.keys()
        if twice:
            raise ValueError(f"told twice: {', '.join(sorted(twice))}")
        found |= {
            kind: replace(telling, group=telling.group or service.code) for kind, telling in tellings.items()
        }
    return found


def outcome_of(posted: Sequence[Posted], lang: str) -> str:
    """Return what an operation did, as the journal says it with what it came to; empty where it wrote nothing."""
    return outcome(posted, tellings(), lang) if posted else ""


def said_of(answer: Answer, lang: str) -> str:
    """Return what an act did; of one that wrote nothing, what was ordered or answered; empty where there is nothing to say."""
    told = answer.result or {}
    return outcome_of(answer.posted, lang) or ordered_words(told, lang) or catalogue.told(told, lang)


@cache
def groups() -> Mapping[str, str]:
    """Return what acts may be looked for by, in the order of the list: codes and English sources."""
    services = {service.code: service.label for service in catalogue.services()}
    used = {telling.group for telling in tellings().values()}
    sales, *others = GROUPS
    ordered = {sales: GROUPS[sales], **services, **{code: GROUPS[code] for code in others}}
    return {code: label for code, label in ordered.items() if code in used}
