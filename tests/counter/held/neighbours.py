"""A service that keeps people and things with a price, as small as it goes: for the tests of what is held and owed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.core.commands import core_commands
from concierge_desk.counter.parties import KnownPerson, NobodyKnown, Payable
from concierge_desk.counter.service import Acts, Service
from concierge_desk.desk import catalogue
from concierge_desk.domain.journal import Event
from concierge_desk.store.schema import Migrations, Schema
from tests.counter.desks import Play

KESSLER, HOFER, TWIN = "p-000000000aa1", "p-000000000bb2", "p-000000000cc3"
PEOPLE = {KESSLER: "person-1", HOFER: "person-2", TWIN: "person-3"}
NAMES = {"person-1": "Anne Kessler", "person-2": "Jean Hofer", "person-3": "Anne Kessler"}

ORDER, GARMENT = "D-2026-000001", "D-2026-000002"
PRICES = {ORDER: Payable(4500, "TVA_20"), GARMENT: Payable(200, "TVA_20", "goods")}


class Neighbours(NobodyKnown):
    """Three people; who was merged into whom may be said."""

    def __init__(self) -> None:
        self.merged: dict[str, str] = {}

    def person_of(self, _rows: Any, card: str) -> str | None:
        person = PEOPLE.get(card)
        return None if person is None else self.merged.get(person, person)

    def known(self, _rows: Any, person: str) -> KnownPerson:
        return KnownPerson(NAMES[person], "4 rue des Lilas")

    def stayed(self, _rows: Any, person: str) -> str:
        return self.merged.get(person, person)

    def people_of(self, _rows: Any, person: str) -> Sequence[str]:
        stayed = self.merged.get(person, person)
        return (stayed, *[one for one, into in self.merged.items() if into == stayed])


def _payable(_rows: Any, of: str, _earlier: Sequence[Event]) -> Payable | None:
    return PRICES.get(of)


def with_neighbours(play: Play) -> Neighbours:
    """Let a desk know them."""
    known = Neighbours()
    service = Service(
        code="neighbours",
        label="Neighbours",
        acts=Acts(),
        migrations=Schema(Migrations("service.neighbours"), {}, ()),
        parties=lambda: known,
        payable=_payable,
    )
    # Whoever keeps people really knows none of these.
    services = (*[replace(each, parties=None) for each in catalogue.services()], service)
    made = [*core_commands(services), *[one for each in services for one in each.commands]]
    sources = play.counter.sources
    sources = replace(sources, shop=replace(sources.shop, parties=lambda: known))
    play.counter = Counter(play.desk.store, {one.name: one for one in made}, sources)
    return known
