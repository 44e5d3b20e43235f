"""Money that was taken or given back last, as the journal holds it.

Source: docs/contract.md, "Visits and tickets"; decision 0019.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.values.codelists import label_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concierge_desk.counter.command.operation import Answer


@dataclass(frozen=True, slots=True)
class Paid:
    """The visit that was paid, or the ticket of which money was given back, last: shown until the next person is served.

    Attributes:
        ticket: Its number.
        due_cents: What it came to; below nought for money that was given back.
        given_cents: What was given.
        back_cents: What goes back to her customer, as change or for a ticket.
        means: By what it was paid, in words.
        documents: Papers that may be shown.
    """

    ticket: str
    due_cents: int
    given_cents: int
    back_cents: int
    means: str
    documents: tuple[str, ...]

    @property
    def refunds(self) -> bool:
        """Whether it is money for a ticket, not change."""
        return self.due_cents < 0


def _how(payment: "Mapping[str, Any]", lang: str) -> str:
    """Return by which means, and on whose terminal or cheque where that is not the shop's."""
    how = label_of("means", payment["means"], lang)
    if "payee" not in payment:
        return how
    # Nearly all of it is the shop's own, and the window is painted before anything of charges is loaded.
    from concierge_desk.counter.texts.paper_dates import payee_label  # noqa: PLC0415

    return f"{how} ({payee_label(payment['payee'], lang)})"


def paid_of(answer: "Answer", lang: str) -> Paid | None:
    """Return what was paid or given back by an act; None where it settled nothing."""
    settled = next((entry.data for entry in answer.posted if entry.kind == "till.settled"), None)
    if settled is None:
        return None
    payments, due_cents = settled["payments"], settled["due_cents"]
    # What is set off goes through no hand.
    means = dict.fromkeys(
        _how(payment, lang) for payment in payments if payment["cents"] or not payment["split"]
    )
    change = sum(payment["change_cents"] for payment in payments)
    return Paid(
        settled["ticket"],
        due_cents,
        sum(payment["given_cents"] for payment in payments),
        -due_cents if due_cents < 0 else change,
        ", ".join(means),
        answer.documents,
    )
