"""Things entrusted at the counter, of any nature: cards in data, each loaded when it is asked for.

Source: decisions 0019, 0093.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.cards.offers import AtCounter, Door, Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.nature import Nature

if TYPE_CHECKING:
    from concierge_desk.mechanisms.entrusted.counter.trade import Trade

# ruff: noqa: PLC0415


class _Cards:
    """What the counter asks of a nature."""

    def __init__(self, nature: Nature) -> None:
        """Bind the nature."""
        self._nature = nature

    def trade(self, rows: Rows, now: Now) -> "Trade":
        """Return the nature with the store and the day."""
        from concierge_desk.mechanisms.entrusted.counter.trade import Trade

        return Trade(self._nature, rows, now)

    def found(self, rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
        """Return what a code is."""
        from concierge_desk.mechanisms.entrusted.counter.found import found

        return found(self.trade(rows, now), code)

    def named(self, rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
        """Return what waits for a name, and what a word of the trade brings."""
        from concierge_desk.mechanisms.entrusted.counter.found import named

        return named(self.trade(rows, now), text)

    def awaited(self, rows: Rows, name: str, now: Now) -> tuple[Offer, ...]:
        """Return the open orders under a name."""
        from concierge_desk.mechanisms.entrusted.counter.found import awaited

        return awaited(self.trade(rows, now), name)

    def theirs(self, rows: Rows, keys: Sequence[str], now: Now) -> tuple[Offer, ...]:
        """Return the open orders of somebody who is known."""
        from concierge_desk.mechanisms.entrusted.counter.found import theirs

        return theirs(self.trade(rows, now), keys)

    def shelf(self, rows: Rows, now: Now) -> tuple[Offer, ...]:
        """Return what lies here, and what is at a workshop."""
        from concierge_desk.mechanisms.entrusted.counter.found import shelf

        return shelf(self.trade(rows, now))

    def morning(self, rows: Rows, now: Now) -> tuple[Offer, ...]:
        """Return what lies on no shelf and is due."""
        from concierge_desk.mechanisms.entrusted.counter.found import morning

        return morning(self.trade(rows, now))

    def order_paid(self, act: Mapping[str, Any]) -> str:
        """Return the order that was paid for."""
        paid = act["do"] == f"{self._nature.code}.pay"
        return str(act["piece"]).partition("/")[0] if paid else ""

    def waiting(self, rows: Rows, _now: Now) -> int:
        """Return how many pieces somebody may come for."""
        from concierge_desk.mechanisms.entrusted.tables.counter import waiting
        from concierge_desk.mechanisms.entrusted.tables.names import Tables

        return waiting(rows, Tables(self._nature.code))

    def take_in(self, rows: Rows, now: Now) -> tuple[Offer, ...]:
        """Return how things are taken in."""
        from concierge_desk.mechanisms.entrusted.counter.taking import offers

        return offers(self.trade(rows, now))

    def rounds(self, rows: Rows, now: Now) -> tuple[Offer, ...]:
        """Return what leaves and what comes back."""
        from concierge_desk.mechanisms.entrusted.counter.rounds import partners

        return partners(self.trade(rows, now))

    def settings(self, rows: Rows, now: Now) -> tuple[Offer, ...]:
        """Return what is set up."""
        from concierge_desk.mechanisms.entrusted.counter.set_up import settings

        return settings(self.trade(rows, now))

    def prices(self, rows: Rows, now: Now) -> tuple[Offer, ...]:
        """Return the prices."""
        from concierge_desk.mechanisms.entrusted.counter.set_up import prices

        return prices(self.trade(rows, now))


def at_counter(nature: Nature) -> AtCounter:
    """Return a nature's part of the counter."""
    from concierge_desk.mechanisms.entrusted.counter.due import lists_of

    cards, code = _Cards(nature), nature.code
    return AtCounter(
        found=cards.found,
        named=cards.named,
        awaited=cards.awaited,
        favourites=cards.take_in,
        waiting=cards.waiting,
        shelf=cards.shelf,
        words=nature.label,
        lists=lists_of(code),
        morning=cards.morning,
        owners=N_("By workshop"),
        collector=N_("workshop"),
        doors=(
            Door(f"{code}.take_in", N_("Take in"), nature.label, cards.take_in),
            Door(
                f"{code}.rounds",
                N_("Workshops: what leaves, what comes back"),
                N_("workshop workshops"),
                cards.rounds,
            ),
            Door(f"{code}.prices", N_("Prices"), N_("prices"), cards.prices),
        ),
        settings=cards.settings,
        theirs=cards.theirs,
        then=cards.order_paid,
    )
