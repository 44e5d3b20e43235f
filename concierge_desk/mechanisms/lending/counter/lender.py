"""Lender at the counter: what all cards of a nature are made with, and the words that they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from concierge_desk.counter.cards.nature_cards import NatureCards
from concierge_desk.counter.groups import grouped
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.held.things import HeldCaution
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.model.facts import LentKind, LentObject, Loan, Reservation
from concierge_desk.mechanisms.lending.model.taken import TakenDays
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.held.things import open_cautions


@dataclass(frozen=True)
class Lender(NatureCards):
    """A nature at the counter: the store, the day, the language; what all its cards ask for is read once.

    Attributes:
        nature: What it lends.
        alone: The one thing that its cards are about: of no other is anything read; None for all things.
    """

    nature: LendingNature
    alone: LentObject | None = None

    @cached_property
    def kinds(self) -> Mapping[str, LentKind]:
        """The kinds of the day."""
        return looks.kinds_on(self.rows, self.nature, self.now.today)

    @cached_property
    def loans(self) -> Mapping[str, tuple[Loan, ...]]:
        """The loans that are out, by object, the first due before."""
        loans = looks.loans_out(self.rows, self.code, None if self.alone is None else self.alone.object)
        return grouped(sorted(loans, key=attrgetter("due_day", "loan")), attrgetter("object"))

    @cached_property
    def reservations(self) -> tuple[Reservation, ...]:
        """The reservations that are open, the earliest first."""
        return looks.reservations(self.rows, self.code, None if self.alone is None else self.alone.kind)

    @cached_property
    def awaited(self) -> frozenset[tuple[str | None, str]]:
        """What somebody waits for: an object with its kind, or none with a kind alone."""
        return looks.awaited(self.rows, self.code)

    @cached_property
    def entrusted(self) -> frozenset[str]:
        """The objects that somebody may have, where that is said of each."""
        return looks.authorised(self.rows, self.code) if self.nature.authorised else frozenset()

    @cached_property
    def _held(self) -> Mapping[str, tuple[HeldCaution, ...]]:
        return grouped(open_cautions(self.rows), lambda one: one.of or "")

    def held(self, loan: str) -> tuple[HeldCaution, ...]:
        """Return the cautions that are held for a loan."""
        return self._held.get(loan, ())

    def thing(self, text: str) -> LentObject | None:
        """Return the object of a number, the code on a label, or a barcode."""
        return looks.object_of(self.rows, self.code, text)

    def plan(self, thing: LentObject) -> TakenDays:
        """Return what is taken of the kind of an object."""
        return looks.plan_of(self.rows, self.nature, thing.kind, self.today)

    def label(self, state: str) -> str:
        """Return how an object stands, as it is said."""
        return label_of("lending_state", state, self.now.lang)

    def days(self, reservation: Reservation) -> str:
        """Return the days of a reservation as they are said."""
        first, last = self.day(reservation.from_day), self.day(reservation.to_day)
        return first if first == last else self.say(N_("{first} to {last}"), first=first, last=last)
