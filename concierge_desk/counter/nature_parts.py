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
from concierge_desk.store.schema import Schema

if TYPE_CHECKING:
    from concierge_desk.counter.service_parts import ServiceParts


@dataclass(frozen=True, slots=True)
class NatureParts:
    """A nature, and where what it is made of stands.

    Attributes:
        package: Of its mechanism; a path in it names a function, such as ``tables.looks.held``.
        nature: As its mechanism has it.
        tables: What functions of its tables are given behind the store.
        maker: Path of what its cards are made with: (nature, rows, now) -> that.
    """

    package: str
    nature: ServiceNature
    tables: Any
    maker: str

    def later(self, path: str, *given: Any) -> Callable[..., Any]:
        """Return a function that is loaded when it is called, with what it is given first."""
        return lambda *asked: self._loaded(path)(*given, *asked)

    def told(self, path: str) -> Callable[..., Any]:
        """Return what the tables say: (rows, of what …) -> that."""
        return lambda rows, *of: self._loaded(path)(rows, self.tables, *of)

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
        used, made = self.told("tables.used.is_used"), self.cards(path)
        return lambda rows, now: made(rows, now) if used(rows) else ()

    def service(
        self, migrations: Schema, at_counter: AtCounter, hours: tuple[str, str], in_use: Mapping[str, str]
    ) -> Service:
        """Return the service with all that natures of every mechanism have.

        Args:
            migrations: Its schema.
            at_counter: Its cards.
            hours: Paths of what hangs on the opening hours in its tables, and of what decides what of it moves.
            in_use: By what a kind of text asks for, the path of whether something is called so.
        """
        code = self.nature.code
        return Service(
            code=code,
            label=self.nature.label,
            icon=self.nature.icon or code,
            acts=partial(cache(self.later("acts.acts_of")), self.nature),
            migrations=migrations,
            recalendar=Recalendar(self.told(hours[0]), self.events(hours[1]), _rows_moved),
            close=self.events("model.figures.close", code),
            keeping=lambda: self._loaded("retention.KEEPING").of(code),
            aside=cache(self._aside),
            at_counter=at_counter,
            in_use={what: self.told(path) for what, path in in_use.items()},
            here=self.told("tables.looks.names_here"),
            held=self.told("tables.looks.held"),
            used=self.told("tables.used.is_used"),
            payable=self.later("tables.loads.payable", self.nature),
            things_of=self.told("tables.looks.things_of"),
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
