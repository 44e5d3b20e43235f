"""Card payments of a day, each as it is ticked in the evening.

Source: docs/contract.md, "Cheques"; decision 0062.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Option
from concierge_desk.counter.texts.short_dates import short_hour
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount

_PAYING = frozenset({"till.settled", "till.means_corrected"})


@dataclass(frozen=True, slots=True)
class CardPayment:
    """Payment by card, or what was given back or corrected by one.

    Attributes:
        ticket: Its ticket.
        cents: How much; below nought what went back.
        posted: The entry it stands in.
        payee: Whose terminal took it.
    """

    ticket: str
    cents: int
    posted: Posted
    payee: str = OWN_PAYEE


def card_payments(posted: Iterable[Posted]) -> tuple[CardPayment, ...]:
    """Return the card payments of a day, in their order; they add up to what the day reckons."""
    return tuple(_found(posted))


def _found(posted: Iterable[Posted]) -> Iterator[CardPayment]:
    for entry in posted:
        if entry.kind in _PAYING:
            for item in entry.data["payments"]:
                if item["means"] == "card" and item["cents"]:
                    payee = item.get("payee", OWN_PAYEE)
                    yield CardPayment(entry.data["ticket"], item["cents"], entry, payee)


def card_options(payments: Sequence[CardPayment], lang: str, labels: Mapping[str, str]) -> tuple[Option, ...]:
    """Return card payments as a list to tick: amount, hour and ticket.

    Args:
        payments: The payments.
        lang: Of the hours.
        labels: Whose terminal took each, by payee, where there are several.
    """
    return tuple(
        Option(
            format_amount(one.cents),
            f"{one.posted.seq}:{place}",
            " · ".join(
                text
                for text in (
                    short_hour(one.posted.local.time(), lang),
                    one.ticket,
                    labels.get(one.payee, ""),
                )
                if text
            ),
        )
        for place, one in enumerate(payments)
    )
