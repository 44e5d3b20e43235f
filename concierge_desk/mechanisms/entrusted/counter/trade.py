"""Trade at the counter: what all cards of a nature are made with, and the words that they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from concierge_desk.counter.cards.nature_cards import NatureCards
from concierge_desk.counter.partners.known import made_partners
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.promise import Timetable
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import looks

_NOON = "12"


@dataclass(frozen=True)
class Trade(NatureCards):
    """A nature at the counter: the store, the day, the language; what all its cards ask for is read once."""

    nature: Nature

    @cached_property
    def times(self) -> Mapping[str, Timetable]:
        """Who comes when, and how long work takes."""
        return looks.timetables(self.rows, self.code)

    @cached_property
    def _made(self) -> tuple[Partner, ...]:
        return tuple(made_partners(self.rows))

    @property
    def partners(self) -> tuple[Partner, ...]:
        """Who may work on something today, those with rounds first."""
        here = (one for one in self._made if not one.is_retired(self.now.today))
        return tuple(sorted(here, key=lambda one: one.partner not in self.times))

    def workshop(self, code: str | None) -> str:
        """Return who works on something, by name."""
        if code is None:
            return self.say(N_("The shop itself"))
        return next((one.name for one in self._made if one.partner == code), code)

    def label(self, state: str) -> str:
        """Return how a piece stands, as it is said."""
        return label_of("entrusted_state", state, self.now.lang)

    def half_day(self, interval: str) -> str:
        """Return a half-day as it is said."""
        words = N_("{day}, morning") if interval[11:13] < _NOON else N_("{day}, afternoon")
        return self.say(words, day=self.day(interval[:10]))


def names(pieces: Iterable[EntrustedPiece]) -> str:
    """Return what pieces are called, one after the other."""
    first, *others = (piece.label for piece in pieces)
    return ", ".join((first, *map(low, others)))
