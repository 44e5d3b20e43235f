"""What a part of the store brings along: its migrations, its projections, how entries move them.

Source: DESIGN §2 (tables.py), §4 (four kinds of tables); decision 0007.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlite_utils import Migrations

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection

Apply: TypeAlias = Callable[[Connection, Posted], None]
"""Moves the projections by one entry: reads the entry and its own tables, nothing else."""


def no_projection(_connection: Connection, _posted: Posted) -> None:
    """Apply an entry that no table shows."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of the core or of one service.

    Attributes:
        migrations: The set, named ``core`` or ``service.<code>``.
        apply: How each kind of entry moves the projections; every kind is named.
        projections: Tables made from the journal alone, parents first.
        purgeable: Kinds whose payload may be dropped after retention: never a fiscal one.
    """

    migrations: Migrations
    apply: Mapping[str, Apply]
    projections: tuple[str, ...]
    purgeable: frozenset[str] = field(default_factory=frozenset)
