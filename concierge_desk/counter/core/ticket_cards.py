"""Cards of a settled ticket: money back, whole or by the line; another means; its paper. Pure.

Source: docs/contract.md, "Corrections"; decision 0011.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.texts.paper_dates import instant_line, payee_label, quantity_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.charge import OWN_PAYEE, THOUSAND, by_payee, ordered, payee_of
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.numbers import FIRST_EPOCH, TICKET, number_of
from concierge_desk.domain.ticket import CASH, CHEQUE, MEANS, PAID_IN, SoldLine, SoldTicket
from concierge_desk.domain.tracking import normalise
from concierge_desk.i18n import N_, translate

if TYPE_CHECKING:
    from concierge_desk.counter.correction.slate import StillOwed

SERVICE = "till"
"""Code that the core's own cards bear, where a service's stand with their service's."""

_NUMBER = re.compile(r"T(\d{4})([A-Z]*)(\d{6})")
_SHOWN_LINES = 3


def ticket_number(text: str) -> str | None:
    """Return the number of a ticket that was typed or scanned, as it is printed; None for anything else.

    Case, spaces and dashes make no difference.
    """
    found = _NUMBER.fullmatch(normalise(text))
    if found is None:
        return None
    year, epoch, place = found.groups()
    return number_of(TICKET, int(year), int(place), epoch or FIRST_EPOCH)


def mail_act(number: str, lang: str) -> OfferedAct:
    """Return the act that sends a ticket by mail, once an address was said for it."""
    asked = Ask(
        "email",
        translate(
            N_("To which address? For this receipt alone: it is erased as soon as it has left. Ask first."),
            lang,
        ),
        "text",
        verbatim=True,
    )
    return OfferedAct(
        translate(N_("Receipt by mail"), lang), "paper.mail", {"document": f"ticket:{number}"}, (asked,)
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ticket stands, beside what was refunded of it.

    Attributes:
        unpaid: What of it was not paid.
        moved: Entries of its lines whose thing moved on: they are not taken back any more.
    """

    unpaid: "StillOwed"
    moved: frozenset[int] = frozenset()

    def left(self, sold: SoldTicket) -> list[tuple[int, SoldLine]]:
        """Return each line something of which may still be given back, with its place on the ticket."""
        gone = {
            place
            for n, line in enumerate(sold.lines, start=1)
            if line.posted.seq in self.moved
            for place in sold.pair_of(n)
        }
        return [
            (n, line) for n, line in enumerate(sold.lines, start=1) if line.left_thousandths and n not in gone
        ]

    def back(self, lines: Sequence[tuple[SoldLine, int]]) -> tuple[dict[str, int], int]:
        """Return what of each fund money goes back for when so much of some lines does, and what is owed less for it.

        Below nothing money comes in again.
        """
        parts = [line.part(thousandths) for line, thousandths in lines]
        left = self.unpaid.columns(parts).left
        money = {fund: -cents for fund, cents in left.items()}
        return money, -sum(part["cents"] for part in parts) - sum(money.values())


def ticket_offer(sold: SoldTicket, now: Now, mails: str | None, standing: Standing) -> Offer:
    """Return the card of a ticket.

    Args:
        sold: The ticket.
        now: The day, the language.
        mails: What came of its last mail, empty for none; None where no mail can leave.
        standing: What of it is still owed, and which of its things moved on.
    """
    lang, left = now.lang, standing.left(sold)
    held = _held(sold)
    means = ", ".join(label_of("means", code, lang).lower() for code in held)
    due = format_amount(sold.settled.data["due_cents"])
    name = translate(N_("Refund {ticket}") if sold.is_refund else N_("Ticket {ticket}"), lang)
    given_back = any(line.refunded_thousandths for line in sold.lines)
    over = not sold.is_refund and not left and (given_back or not standing.moved)
    return Offer(
        service=SERVICE,
        ref=f"ticket:{sold.number}",
        title=" · ".join(part for part in (name.format(ticket=sold.number), due, means) if part),
        detail=" · ".join(filter(None, (instant_line(sold.settled), _lines_text(sold), mails))),
        tag=translate(N_("given back"), lang) if over else "",
        acts=(
            *_refunds(sold, left, standing, lang),
            *_other_means(sold, lang),
            *_came_back(sold, lang),
            OfferedAct(translate(N_("Show the ticket"), lang), paper=f"ticket:{sold.number}"),
            *((mail_act(sold.number, lang),) if mails is not None else ()),
        ),
    )


def _came_back(sold: SoldTicket, lang: str) -> Iterator[OfferedAct]:
    """Yield the act by which each cheque that was taken to the bank came back unpaid."""
    if sold.is_refund:
        return
    for cheque in sold.cheques:
        if cheque.state == PAID_IN and cheque.paid_to == OWN_PAYEE:
            question = translate(N_("Who owes it now? Scan the card, or type the name."), lang)
            who = Ask("who", question, "who", optional=True, scanned=True, whom=True)
            label = translate(N_("The cheque of {amount} came back unpaid"), lang)
            yield OfferedAct(
                label.format(amount=format_amount(cheque.cents)),
                "account.unpaid_cheque",
                {"cheque": cheque.code},
                (who,),
                charged=True,
            )


def _held(sold: SoldTicket) -> dict[str, int]:
    """Return what each means holds of a ticket, in cents."""
    held = {means: sum(sold.held(means).values()) for means in MEANS}
    return {means: cents for means, cents in held.items() if cents}


def _lines_text(sold: SoldTicket) -> str:
    shown = [_line_text(line.line) for line in sold.lines[:_SHOWN_LINES]]
    return ", ".join([*shown, "…"] if len(sold.lines) > _SHOWN_LINES else shown)


def _line_text(line: Mapping[str, Any]) -> str:
    count = quantity_text(line["quantity_thousandths"])
    return str(line["label"]) if count == "1" else f"{count} × {line['label']}"


def _refunds(
    sold: SoldTicket, left: Sequence[tuple[int, SoldLine]], standing: Standing, lang: str
) -> tuple[OfferedAct, ...]:
    held = _held(sold)
    if sold.is_refund or not left:
        return ()
    whole_money, _ = standing.back([(line, line.left_thousandths) for _, line in left])
    fields, asks = _whole_back(sold, whole_money, lang)
    whole = OfferedAct(
        translate(N_("Give it all back"), lang),
        "till.refund",
        {"ticket": sold.number, "lines": [{"line": n} for n, _ in left], **fields},
        (*asks, _reason(lang)),
    )
    if len(left) == 1 and left[0][1].left_thousandths <= THOUSAND:
        return (whole,)
    ask = Ask("", translate(N_("What comes back?"), lang), "choice", _pieces(sold, left, standing, lang))
    one = translate(N_("Give one line back"), lang)
    by_line = OfferedAct(one, "till.refund", {"ticket": sold.number}, (ask, _reason(lang)))
    return (whole, by_line, *_some_pieces(sold, left, held, lang))


def _some_pieces(
    sold: SoldTicket, left: Sequence[tuple[int, SoldLine]], held: Mapping[str, int], lang: str
) -> tuple[OfferedAct, ...]:
    """Return the act that gives back some of the pieces of a line: three of ten; none where all or one says it."""
    lines = [(n, line.left_thousandths // THOUSAND, line) for n, line in left]
    several = [(n, pieces, line) for n, pieces, line in lines if pieces > 2]
    if not several:
        return ()
    fields: dict[str, Any] = {"ticket": sold.number}
    asks = []
    if len(several) == 1:
        fields["lines"] = [{"line": several[0][0]}]
    else:
        options = tuple(
            Option(_line_text({**line.line, "quantity_thousandths": pieces * THOUSAND}), [{"line": n}])
            for n, pieces, line in several
        )
        asks.append(Ask("lines", translate(N_("What comes back?"), lang), "choice", options))
    most = max(pieces for _, pieces, _ in several)
    question = translate(N_("How many pieces come back, of {most} at most?"), lang)
    asks.append(Ask("quantity", question.format(most=most), "count"))
    # How much it comes to is not known yet: a part of a cheque never goes back.
    ways = [means for means in held if means != CHEQUE or not sold.cheques] or [CASH]
    if ways != list(held) and len(ways) == 1:
        fields["means"] = ways[0]
    elif len(ways) > 1:
        by = tuple(Option(label_of("means", means, lang), means) for means in ways)
        asks.append(Ask("means", translate(N_("How does the money go back?"), lang), "choice", by))
    label = translate(N_("Give some pieces back"), lang)
    return (OfferedAct(label, "till.refund", fields, (*asks, _reason(lang))),)


def _reason(lang: str) -> Ask:
    # Money goes back: no Enter gives it.
    return Ask("reason", translate(N_("Why?"), lang), "choice", listed_options("correction", lang), seen=True)


def _ways(sold: SoldTicket, held: Mapping[str, int], cents: int) -> list[str]:
    """Return by which means an amount may go back: those of the ticket, but that a cheque goes back whole; else cash."""
    from concierge_desk.counter.till.giving_back import Origin  # noqa: PLC0415  (with a ticket's card)

    origin = Origin((), sold.cheques)
    ways = [means for means in held if means != CHEQUE or not cents or origin.goes_back_by_cheque(cents)]
    return ways or [CASH]


def _whole_back(
    sold: SoldTicket, funds: Mapping[str, int], lang: str
) -> tuple[dict[str, Any], tuple[Ask, ...]]:
    """Return by which means money goes back, or the question where the ticket had several: one means says it itself.

    A ticket nothing of which came back yet may go back as it was paid.
    """
    held = _held(sold)
    due, parts = sum(funds.values()), by_payee(funds, sold.payees)
    ways = _ways_of_parts(sold, held, parts)
    if len(held) < 2 or not due:
        return ({} if ways == list(held) or not due else {"means": ways[0]}), ()
    options = [
        Option(label_of("means", means, lang), _by_means(sold, means, due, parts), format_amount(abs(due)))
        for means in ways
    ]
    if due == sum(held.values()) and all(cheque.is_here for cheque in sold.cheques):
        paid = [
            row for means, cents in held.items() for row in _by_means(sold, means, cents, _parts(sold, means))
        ]
        told = ", ".join(
            f"{format_amount(abs(cents))} {label_of('means', means, lang).lower()}"
            for means, cents in held.items()
        )
        options.insert(0, Option(translate(N_("As it was paid"), lang), paid, told))
    return {}, (
        Ask("payments", translate(N_("How does the money go back?"), lang), "choice", tuple(options)),
    )


def _ways_of_parts(sold: SoldTicket, held: Mapping[str, int], parts: Mapping[str, int]) -> list[str]:
    """Return by which means all of several payees' parts may go back; cash where there is no other."""
    each = [
        _ways(part, _held(part), cents) for payee, cents in parts.items() for part in (sold.paid_to(payee),)
    ]
    ways = [means for means in held if all(means in found or means != CHEQUE for found in each)]
    return ways or [CASH]


def _parts(sold: SoldTicket, means: str) -> dict[str, int]:
    """Return what each payee's part of a ticket holds by a means."""
    return by_payee(sold.held(means), sold.payees)


def _by_means(sold: SoldTicket, means: str, cents: int, parts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return payments by one means: of a card or a cheque one to each payee, where anybody is paid apart."""
    if means == CASH or not sold.payees:
        return [{"means": means, "cents": abs(cents)}]
    return [{"means": means, "cents": abs(part), "payee": payee} for payee, part in parts.items()]


def _pieces(
    sold: SoldTicket, left: Sequence[tuple[int, SoldLine]], standing: Standing, lang: str
) -> tuple[Option, ...]:
    """Return each line as it can come back: all that is left of it, one piece of it; by each means there was."""
    found = []
    for n, line in left:
        if sold.pair_of(n)[0] != n:
            # It goes with the line before it.
            continue
        # A line is one payee's: it goes back by what his part was paid by.
        part = sold.paid_to(payee_of(line.line["fund"], sold.payees))
        held = _held(part)
        for thousandths in dict.fromkeys((line.left_thousandths, THOUSAND)):
            if thousandths > line.left_thousandths:
                continue
            with_it = [sold.lines[place - 1] for place in sold.pair_of(n) if place != n]
            money, off = standing.back(
                [(line, thousandths), *[(one, one.left_thousandths) for one in with_it]]
            )
            cents = abs(sum(money.values()))
            label = _line_text({**line.line, "quantity_thousandths": thousandths})
            lines = [{"line": n, "quantity": thousandths // THOUSAND}]
            said = _off_slate(off, lang) if off > 0 else ""
            ways = _ways(part, held, cents)
            if not cents or (len(held) == 1 and ways == list(held)):
                amount = format_amount(cents) if cents or not said else ""
                found.append(Option(label, {"lines": lines}, _joined(amount, said)))
                continue
            for means in ways:
                value = {"lines": lines, "payments": [{"means": means, "cents": cents}]}
                word = label_of("means", means, lang).lower()
                found.append(Option(label, value, _joined(format_amount(cents), word, said)))
    return tuple(found)


def _off_slate(cents: int, lang: str) -> str:
    return translate(N_("{amount} off the slate"), lang).format(amount=format_amount(cents))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _other_means(sold: SoldTicket, lang: str) -> tuple[OfferedAct, ...]:
    """Return the act that says by what means it was really paid; the reason is the act itself."""
    options = tuple(
        Option(
            label_of("means", to, lang),
            {"from": means, "to": to, "cents": abs(cents), **({"payee": payee} if sold.payees else {})},
            _noted_as(means, cents, payee if sold.payees else None, lang),
        )
        for payee in ordered((*sold.payees.values(), OWN_PAYEE))
        for means, cents in _held(sold.paid_to(payee)).items()
        for to in MEANS
        if to != means
    )
    if not options:
        return ()
    ask = Ask("", translate(N_("How was it really paid?"), lang), "choice", options)
    fields = {"ticket": sold.number, "reason": "wrong_means"}
    return (OfferedAct(translate(N_("Correct the means"), lang), "till.correct_means", fields, (ask,)),)


def _noted_as(means: str, cents: int, payee: str | None, lang: str) -> str:
    """Return what was noted by a means; whose part it was, where somebody is paid apart."""
    told = translate(N_("{amount} that were noted as {means}"), lang).format(
        amount=format_amount(abs(cents)), means=label_of("means", means, lang).lower()
    )
    return told if payee is None else f"{payee_label(payee, lang)} · {told}"
