"""Lender at the counter: what all cards of a nature are made with, and the words that they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from concierge_desk.counter.cards.nature_cards import NatureCards
from concierge_desk.counter.cards.offers import Ask, Now
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.held.things import HeldCaution
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.model.facts import LentKind, Loan, Reservation
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.held.things import open_cautions


@dataclass(frozen=True)
class Lender(NatureCards):
    """A nature at the counter: the store, the day, the language; what all its cards ask for is read once."""

    nature: LendingNature
    rows: Rows
    now: Now

    @property
    def code(self) -> str:
        """Code of its service."""
        return self.nature.code

    @cached_property
    def kinds(self) -> Mapping[str, LentKind]:
        """The kinds of the day."""
        return looks.kinds_on(self.rows, self.nature, self.now.today)

    @cached_property
    def loans(self) -> Mapping[str, tuple[Loan, ...]]:
        """The loans that are out, by object, the first due before."""
        found: dict[str, tuple[Loan, ...]] = {}
        for loan in looks.loans_out(self.rows, self.code):
            found[loan.object] = (*found.get(loan.object, ()), loan)
        return found

    @cached_property
    def reservations(self) -> tuple[Reservation, ...]:
        """The reservations that are open, the earliest first."""
        return looks.reservations(self.rows, self.code)

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
        found: dict[str, tuple[HeldCaution, ...]] = {}
        for one in open_cautions(self.rows):
            if one.of is not None:
                found[one.of] = (*found.get(one.of, ()), one)
        return found

    def held(self, loan: str) -> tuple[HeldCaution, ...]:
        """Return the cautions that are held for a loan."""
        return self._held.get(loan, ())

    def day(self, iso: str) -> str:
        """Return a day as it is said."""
        return short_day(date.fromisoformat(iso), self.now.lang)

    def days(self, reservation: Reservation) -> str:
        """Return the days of a reservation as they are said."""
        first, last = reservation.from_day, reservation.to_day
        if first == last:
            return self.day(first)
        return self.say(N_("{first} to {last}"), first=self.day(first), last=self.day(last))

    def who(self, question: str = N_("Who takes it? Scan the card, or type the name.")) -> Ask:
        """Return the question of whom something is for: whoever is served, where somebody is."""
        return self.ask("who", question, "who", optional=True, whom=True, scanned=True, spared=True)
