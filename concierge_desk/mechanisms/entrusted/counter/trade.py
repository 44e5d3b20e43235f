"""Trade at the counter: what all cards of a nature are made with, and the words that they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from concierge_desk.counter.cards.nature_cards import NatureCards
from concierge_desk.counter.partners.known import made_partners
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.texts.messages import low
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.promise import Timetable
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.mechanisms.entrusted.tables.names import Tables

_NOON = "12"


@dataclass(frozen=True, slots=True)
class Workshops:
    """Who comes when, and how long work takes; all partners that were made."""

    times: Mapping[str, Timetable]
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Trade(NatureCards):
    """A nature at the counter: its tables, the store, the day, the language."""

    nature: Nature

    @property
    def tables(self) -> Tables:
        """Names of its tables."""
        return Tables(self.code)

    @cached_property
    def workshops(self) -> Workshops:
        """Who may work on something: read once for all cards that are made together."""
        return Workshops(looks.timetables(self.rows, self.tables), tuple(made_partners(self.rows)))


def times_of(trade: Trade) -> Mapping[str, Timetable]:
    """Return who comes when, and how long work takes."""
    return trade.workshops.times


def partners_of(trade: Trade) -> tuple[Partner, ...]:
    """Return who may work on something today, those with rounds first."""
    times = times_of(trade)
    here = (one for one in trade.workshops.partners if not one.is_retired(trade.now.today))
    return tuple(sorted(here, key=lambda one: one.partner not in times))


def workshop(trade: Trade, code: str | None) -> str:
    """Return who works on something, by name."""
    if code is None:
        return trade.say(N_("The shop itself"))
    return next((one.name for one in trade.workshops.partners if one.partner == code), code)


def half_day(trade: Trade, interval: str) -> str:
    """Return a half-day as it is said."""
    morning = interval[11:13] < _NOON
    return trade.say(
        N_("{day}, morning") if morning else N_("{day}, afternoon"), day=trade.day(interval[:10])
    )


def names(pieces: Iterable[EntrustedPiece]) -> str:
    """Return what pieces are called, one after the other."""
    first, *others = (piece.label for piece in pieces)
    return ", ".join((first, *map(low, others)))
