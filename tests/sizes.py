"""How much of a large product of the same kind a run tries: all of it at the full size, at the small one a part, spread evenly.

With the first and the last, and whatever is the first of its kind: each kind is tried at every size. Nothing is drawn:
the same part each time, so that a change is not held up by what it did not touch.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import pytest

SIZE = "CONCIERGE_DESK_SIZE"
"""Variable that says how large a run is: ci, which every change goes through, or full."""
FULL = os.environ.get(SIZE) == "full"
WHOLE = "CONCIERGE_DESK_WHOLE"
"""Variable under which the small size leaves out nothing that is alike: a mutant of a rule is judged by every case."""
EVERY = FULL or WHOLE in os.environ

T = TypeVar("T")


def spread(
    cases: Iterable[T], most: int, kind: Callable[[T], object] | None = None, *, every: bool = EVERY
) -> list[T]:
    """Return the cases that are tried, as they follow each other.

    Args:
        cases: All that there are.
        most: How many are tried at the small size, two at least; more only where there are more kinds.
        kind: What a case is of; the first of each is tried.
        every: Nothing is left out.
    """
    whole = list(cases)
    if every or len(whole) <= most:
        return whole
    tried = {round(place * (len(whole) - 1) / (most - 1)) for place in range(most)}
    if kind is not None:
        firsts: dict[object, int] = {}
        for place, case in enumerate(whole):
            firsts.setdefault(kind(case), place)
        tried |= set(firsts.values())
    return [whole[place] for place in sorted(tried)]


def few(most: int, kind: Callable[[Mapping[str, object]], object] | None = None) -> pytest.MarkDecorator:
    """Mark a test of many cases, or a file of many tests of one kind, of which the small size tries but so many.

    Args:
        most: How many of the function's cases, or of the file's, are tried.
        kind: What a case is of, told by its parameters.
    """
    return pytest.mark.few(most, kind)


def divided(
    items: Iterable[pytest.Item], *, every: bool = EVERY
) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests of a run that are tried, and those that the full size tries as well."""
    whole = list(items)
    groups: dict[tuple[str, int], list[pytest.Item]] = {}
    rules: dict[tuple[str, int], pytest.Mark] = {}
    for item in whole:
        for node, mark in item.iter_markers_with_node("few"):
            whose = node.nodeid.partition("[")[0] if node is item else node.nodeid
            groups.setdefault((whose, id(mark)), []).append(item)
            rules[whose, id(mark)] = mark
    left: set[pytest.Item] = set()
    for group, members in groups.items():
        most, kind = rules[group].args
        told = None if kind is None else lambda item, kind=kind: kind(item.callspec.params)
        left |= set(members) - set(spread(members, most, told, every=every))
    return [item for item in whole if item not in left], [item for item in whole if item in left]
