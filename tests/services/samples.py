"""Samples that each service brings for the tests of the core: ``tests/services/<code>/samples.py`` holds `SAMPLES`.

A new service brings its own; no table of the core's tests has to be touched for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, TypeAlias

from concierge_desk.desk import catalogue
from tests.counter.desks import Play, card

LINE = {"label": "Café", "quantity_thousandths": 2000, "cents": 240}
"""Of a charged entry."""

Told: TypeAlias = tuple[tuple[str, Mapping[str, Any], str], ...]
"""Kind and data of an entry, and how it is told in French: every kind at least once."""

Undone: TypeAlias = dict[str, tuple[Callable[[Play], "str | None"], "list[str] | str"]]
"""By command: an act that returns its operation, and the kinds that take it back, or the code that says why not."""


def nothing_brought(_play: Play) -> None:
    """Bring nothing."""


@dataclass(frozen=True)
class Samples:
    """What the tests of the core ask of a service.

    Attributes:
        told: Its entries in words.
        undone: Its commands, taken back.
        acts: By command that stands alone, fields it can be read from; none where it needs none.
        bounded: Its tables that are read whole with a good conscience: lists that somebody keeps.
        here: Its indexes of what is in the shop now and nothing else.
        brought: What comes to its shelf on a morning, of one without a demo.
    """

    told: Told
    undone: Undone
    acts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    bounded: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()
    brought: Callable[[Play], object] = nothing_brought


def every_sample() -> dict[str, Samples]:
    """Return the samples of every registered service, by its code."""
    return {
        service.code: import_module(f"tests.services.{service.code}.samples").SAMPLES
        for service in catalogue.services()
    }


def charged(*acts: dict[str, Any], due: int) -> Callable[[Play], str | None]:
    return lambda play: play.settle(acts, card(due)).op


def one(do: str, **fields: Any) -> Callable[[Play], str | None]:
    return lambda play: play.do(do, **fields).op


@dataclass(frozen=True)
class After:
    """An act, and what has to be there before."""

    first: Callable[[Play], object]
    do: str
    fields: dict[str, Any]

    def __call__(self, play: Play) -> str | None:
        self.first(play)
        return self.alone(play)

    def alone(self, play: Play) -> str | None:
        return play.do(self.do, **self.fields).op


def after(first: Callable[[Play], object], do: str, **fields: Any) -> After:
    return After(first, do, fields)
