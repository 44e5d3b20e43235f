"""Schema of a part of the store: its migrations, its projections, how entries move them.

Source: docs/contract.md, "Services and the registry", "Four kinds of tables"; decision 0007.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeAlias

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection

Apply: TypeAlias = Callable[[Connection, Posted], None]
"""Moves the projections by one entry: reads the entry and its own tables, nothing else."""

Make: TypeAlias = Callable[[Connection], None]
"""Makes what one migration brings."""


class Later(Mapping[str, Apply]):
    """How entries move projections: the modules that do are loaded with the first entry, and no start waits for them."""

    def __init__(self, load: Callable[[], Mapping[str, Apply]]) -> None:
        """Begin.

        Args:
            load: Returns them; called once.
        """
        self._load = cache(load)

    def __getitem__(self, kind: str) -> Apply:
        return self._load()[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._load())

    def __len__(self) -> int:
        return len(self._load())


def no_projection(_connection: Connection, _posted: Posted) -> None:
    """Apply an entry that no table shows."""


def run_script(connection: Connection, script: str) -> None:
    """Execute the statements of a migration, one after the other."""
    for text in script.split(";\n"):
        if text.strip():
            connection.execute(text)


class Migrations:
    """A set of migrations, by the names of the functions that make them.

    The library that applies them is loaded when one is: a store that is up to date opens without it.
    """

    def __init__(self, name: str) -> None:
        """Begin a set, named ``core`` or ``service.<code>``."""
        self.name = name
        self._makes: list[Make] = []

    def __call__(self) -> Callable[[Make], Make]:
        """Add the function that is decorated, after those that stand before it."""

        def added(make: Make) -> Make:
            self._makes.append(make)
            return make

        return added

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each, in their order."""
        return tuple(make.__name__ for make in self._makes)

    def apply(self, connection: Connection) -> None:
        """Make what a store lacks of them, and note each in it."""
        import sqlite_utils  # noqa: PLC0415  (see above)

        known = sqlite_utils.Migrations(self.name)
        for make in self._makes:
            known(name=make.__name__)(_by_connection(make))
        database: Any = sqlite_utils.Database(connection)
        known.apply(database)

    def make(self, connection: Connection, applied: frozenset[str]) -> None:
        """Make those of them that are named ``set/name``, and note nothing: in an empty database."""
        for make in self._makes:
            if f"{self.name}/{make.__name__}" in applied:
                make(connection)


def _by_connection(make: Make) -> Callable[[Any], None]:
    def made(db: Any) -> None:
        make(db.conn)

    return made


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of the core or of one service.

    Attributes:
        migrations: The set.
        apply: How each kind of entry moves the projections; every kind is named.
        projections: Tables made from the journal alone, parents first.
        purgeable: Kinds whose payload may be dropped after retention: never a fiscal one.
        dropped: How an entry that tells of dropped payloads moves its projections.
        personal: Tables of personal records, which no entry makes; each is made with the mark `PERSONAL` and stands
            under a seal.
    """

    migrations: Migrations
    apply: Mapping[str, Apply]
    projections: tuple[str, ...]
    purgeable: frozenset[str] = field(default_factory=frozenset)
    dropped: Apply = no_projection
    personal: tuple[str, ...] = ()


def purgeable_kinds(schemas: Iterable[Schema]) -> frozenset[str]:
    """Return the kinds whose payload may be dropped after retention, of all parts."""
    return frozenset(kind for schema in schemas for kind in schema.purgeable)


def schema_of_nature(code: str, tables: str, moves: str) -> Schema:
    """Return the schema of a nature, of which one migration makes all.

    Args:
        code: Of the nature.
        tables: The script that makes them; ``{N}`` stands for the code.
        moves: Module that is loaded with the first entry: its `MOVES` say how each kind of entry, without the code, moves
            the tables, given the code before the store and the entry; the figures of a day move none.
    """
    migrations = Migrations(f"service.{code}")

    @migrations()
    def m001_tables(connection: Connection) -> None:
        """Make the tables."""
        run_script(connection, tables.replace("{N}", code))

    def moved() -> Mapping[str, Apply]:
        own = {f"{code}.{kind}": partial(move, code) for kind, move in import_module(moves).MOVES.items()}
        return {**own, f"{code}.day_reported": no_projection}

    names = re.findall(r"CREATE TABLE {N}_(\w+)", tables)
    projections = tuple(f"{code}_{name}" for name in names)
    return Schema(migrations=migrations, apply=Later(moved), projections=projections)
