"""Parts of natures: what a mechanism's service is made of, named by paths in its package, loaded when it is asked for.

Source: decisions 0019, 0093, 0094.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Recalendar, Service
from concierge_desk.counter.service_nature import ServiceNature
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.store.rows import column
from concierge_desk.store.schema import schema_of_nature

if TYPE_CHECKING:
    from concierge_desk.counter.service_parts import ServiceParts


@dataclass(frozen=True, slots=True, kw_only=True)
class NatureQueries:
    """What the shop asks of the tables of any nature: queries whose first column tells it; ``{N}`` stands for its code.

    Attributes:
        used: Whether anything was ever in them.
        held: How many things have to leave yet.
        names: Which names were typed for what is not gone.
        things: Which numbers what is a party's has, ended ones too.
        called: By what a kind of text asks for: whether something is called so.
    """

    used: str
    held: str
    names: str
    things: str
    called: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NatureParts:
    """A nature, and where what it is made of stands.

    Attributes:
        package: Of its mechanism; a path in it names a function, such as ``tables.looks.held``.
        nature: As its mechanism has it.
        queries: Of its tables.
        maker: Path of what its cards are made with: (nature, rows, now) -> that.
    """

    package: str
    nature: ServiceNature
    queries: NatureQueries
    maker: str

    def later(self, path: str, *given: Any) -> Callable[..., Any]:
        """Return a function that is loaded when it is called, with what it is given first."""
        return lambda *asked: self._loaded(path)(*given, *asked)

    def told(self, path: str) -> Callable[..., Any]:
        """Return what the tables say: (rows, of what …) -> that."""
        return lambda rows, *of: self._loaded(path)(rows, self.nature.code, *of)

    def asked(self, query: str) -> Callable[..., tuple[Any, ...]]:
        """Return what answers a query by its first column: (rows, values …) -> that."""
        sql = query.replace("{N}", self.nature.code)
        return lambda rows, *given: column(rows, sql, *given)

    def is_there(self, query: str) -> Callable[..., bool]:
        """Return what says whether a query finds anything: (rows, values …) -> that."""
        found = self.asked(query)
        return lambda rows, *given: bool(found(rows, *given))

    def count(self, query: str) -> Callable[..., int]:
        """Return what counts: (rows, values …) -> the number that a query finds."""
        found = self.asked(query)
        return lambda rows, *given: int(found(rows, *given)[0])

    def events(self, path: str, *last: Any) -> Callable[..., tuple[Event, ...]]:
        """Return what decides by itself, with the nature's code before what it says."""

        def decided(*asked: Any) -> tuple[Event, ...]:
            from concierge_desk.counter.natures import own_event  # noqa: PLC0415  (decision 0019)

            return tuple(own_event(self.nature.code, event) for event in self._loaded(path)(*asked, *last))

        return decided

    def cards(self, path: str) -> Callable[..., tuple[Any, ...]]:
        """Return what makes cards: (rows, of what …, now) -> them."""

        def made(rows: Rows, *asked: Any) -> tuple[Any, ...]:
            *of, now = asked
            found: tuple[Any, ...] = self._loaded(path)(self._loaded(self.maker)(self.nature, rows, now), *of)
            return found

        return made

    def in_use(self, path: str) -> Callable[[Rows, Now], tuple[Any, ...]]:
        """Return what makes cards that every look at the day asks for; of a nature that is not used none, and nothing is loaded."""
        used, made = self.is_there(self.queries.used), self.cards(path)
        return lambda rows, now: made(rows, now) if used(rows) else ()

    def service(self, tables: str, at_counter: AtCounter, hours: tuple[str, str]) -> Service:
        """Return the service with all that natures of every mechanism have.

        Args:
            tables: The script that makes them, as `schema_of_nature` has it.
            at_counter: Its cards.
            hours: Paths of what hangs on the opening hours in its tables, and of what decides what of it moves.
        """
        code, queries, things = self.nature.code, self.queries, self.asked(self.queries.things)
        return Service(
            code=code,
            label=self.nature.label,
            icon=self.nature.icon or code,
            acts=partial(cache(self.later("acts.acts_of")), self.nature),
            migrations=schema_of_nature(code, tables, f"{self.package}.tables.moves"),
            recalendar=Recalendar(self.told(hours[0]), self.events(hours[1]), _rows_moved),
            close=self.events("model.figures.close", code),
            keeping=lambda: self._loaded("retention.KEEPING").of(code),
            aside=cache(self._aside),
            at_counter=at_counter,
            in_use={what: self.is_there(query) for what, query in queries.called.items()},
            here=self.asked(queries.names),
            held=self.count(queries.held),
            used=self.is_there(queries.used),
            payable=self.later("tables.loads.payable", self.nature),
            things_of=lambda rows, parties: [one for party in sorted(parties) for one in things(rows, party)],
        )

    def _aside(self) -> "ServiceParts":
        from concierge_desk.counter.service_parts import Report, ServiceParts  # noqa: PLC0415  (decision 0019)

        nature, code, standing = self.nature, self.nature.code, self._loaded("tables.looks.standing")
        shared = ServiceParts(
            report=Report(
                part=partial(self._loaded("model.figures.day_part"), code=code),
                load=lambda rows: standing(rows, nature),
                lines=partial(self._loaded("reports.lines"), code=code, trade=nature.label),
            ),
            demo=self._loaded("demo.demo_of")(nature),
            everything=self._loaded("reports.everything.everything_of")(code),
            tellings=self._loaded("reports.tellings_of")(code),
        )
        found: ServiceParts = self._loaded("aside.aside_of")(nature, shared)
        return found

    def _loaded(self, path: str) -> Any:
        module, _, what = path.rpartition(".")
        return getattr(import_module(f"{self.package}.{module}"), what)


def _rows_moved(posted: Posted) -> int:
    return len(posted.data["rows"])
