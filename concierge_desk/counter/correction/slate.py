"""Slate of a ticket that is refunded: taken off before any money goes back, for nobody paid it. Pure rules.

Source: docs/contract.md, "Corrections", "Money held and owed"; decision 0084.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.till.lines import line_data
from concierge_desk.counter.till.setting_off import Share, TicketColumns, columns_of
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, OWN, apart_from_pairs
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import Rate
from concierge_desk.domain.journal import Event
from concierge_desk.domain.money import summed
from concierge_desk.domain.ticket import SoldTicket
from concierge_desk.domain.vat import VatLine


@dataclass(frozen=True, slots=True)
class OpenSlate:
    """What is still owed of a ticket, by whoever did not pay all of it.

    Attributes:
        left_cents: How much.
        owed_less: Returns the events by which so many cents of it are owed no more, of what came back by rate first, each with
            a charge of `ACCOUNT` above nothing; together they come to these cents. Pure.
        lost_cents: What of it nobody will pay any more: it was forgiven, or taken off by the refund of another ticket.
    """

    left_cents: int
    owed_less: Callable[[int, Mapping[Rate, int], Context], tuple[Event, ...]]
    lost_cents: int = 0


@dataclass(frozen=True, slots=True)
class StillOwed:
    """What of a ticket was not paid.

    Attributes:
        slate: What of its sales was put on the slate, and what cheques had paid of that and came back; None for nothing.
        bounced: What its own cheques had paid that came back unpaid, whoever's money that was; None for nothing.
    """

    slate: OpenSlate | None = None
    bounced: OpenSlate | None = None

    def less(self, sold: SoldTicket, taken: Sequence[Event], context: Context) -> list[Event]:
        """Return what is owed less when some lines are taken back, before any money goes back for them.

        Args:
            sold: The ticket.
            taken: The events by which its lines are taken back, each with its negated line.
            context: See `Context`.

        Raises:
            Refused: ``till.was_not_paid``.
        """
        lines = [event.data["line"] for event in taken]
        own, whole = _own(lines), -sum(line["cents"] for line in lines)
        lost = _lost(self.slate)
        _check_paid(sold, own, lost, only=OWN)
        _check_paid(sold, whole, lost + _lost(self.bounced))
        of_slate, of_bounced = self._off(lines)
        events = [
            *_taken_off(self.slate, of_slate, lines, context),
            *_taken_off(self.bounced, of_bounced, lines, context),
        ]
        return [
            replace(
                event, data={**event.data, "line": line_data(event.charge, VatLine(event.charge.cents, 0))}
            )
            for event in events
            if event.charge is not None
        ]

    def columns(self, lines: Sequence[Mapping[str, Any]]) -> TicketColumns:
        """Return the columns of a refund of some negated lines, what is owed less with them: what money would go back."""
        off = (
            Share(ACCOUNT, cents, covers)
            for cents, covers in zip(self._off(lines), (True, False), strict=True)
        )
        return columns_of([*map(Share.told, lines), *off])

    def _off(self, lines: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
        """Return how much is taken off the slate for some negated lines, and off what bounced cheques had paid."""
        # Whoever takes the slate itself back says with it what becomes of the rest.
        of_slate = 0 if any(_is_slate(line) for line in lines) else _most(self.slate, _own(lines))
        return of_slate, _most(self.bounced, -sum(line["cents"] for line in lines) - of_slate)


def _own(lines: Sequence[Mapping[str, Any]]) -> int:
    """Return what of ours comes back by some negated lines."""
    return -sum(int(line["cents"]) for line in lines if line["fund"] == OWN or line.get("covers"))


def _most(slate: OpenSlate | None, back: int) -> int:
    return 0 if slate is None else max(min(back, slate.left_cents), 0)


def _lost(slate: OpenSlate | None) -> int:
    return 0 if slate is None else slate.lost_cents


def _is_slate(line: Mapping[str, Any]) -> bool:
    """Say whether a negated line is what put something on the slate."""
    return bool(line["fund"] == ACCOUNT and line.get("covers") and line["cents"] > 0)


def _taken_off(
    slate: OpenSlate | None, cents: int, lines: Sequence[Mapping[str, Any]], context: Context
) -> list[Event]:
    if slate is None or not cents:
        return []
    # What nobody taxed of ours stands on a slate as bounced cheques say it.
    sold = summed(
        ((line["rate"], line["nature"]) if line["fund"] in (OWN, ADVANCE) else (0, "service"), -line["cents"])
        for line in apart_from_pairs(lines, lambda line: bool(line.get("pair")))
        if line["cents"] < 0 and not line.get("covers")
    )
    return list(slate.owed_less(cents, sold, context))


def _check_paid(sold: SoldTicket, back: int, lost: int, only: str | None = None) -> None:
    """Refuse to give back what of a ticket nobody paid and nobody owes any more.

    Raises:
        Refused: ``till.was_not_paid``.
    """
    if not lost:
        return
    left = sum(
        -line.part(line.left_thousandths)["cents"]
        for line in apart_from_pairs(sold.lines, lambda one: bool(one.line.get("pair")))
        if line.line["cents"] > 0 and only in (None, line.line["fund"])
    )
    if back > left - lost:
        raise Refused("till.was_not_paid", ticket=sold.number, paid_cents=max(left - lost, 0))
