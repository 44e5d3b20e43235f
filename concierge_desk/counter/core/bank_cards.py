"""Card of the bank: the cheques and the cash that are taken there; what has waited too long for it. Pure.

Source: docs/contract.md, "Cheques"; decision 0062.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.texts.paper_dates import payee_label
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.charge import OWN_PAYEE, ordered
from concierge_desk.domain.inscriptions import without_words
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.ticket import Cheque
from concierge_desk.i18n import N_, translate

PAY_IN: Final = "till.pay_in"
"""The command, and what a page opens its card by."""

CHEQUES_HERE: Final = "cheques_here"
LISTS = {CHEQUES_HERE: MorningList(N_("Cheques to take to the bank"), act=PAY_IN, beside=True)}
"""A cheque is no thing that lies in the shop for somebody."""


def bank_offer(cheques: Sequence[Cheque], now: Now) -> Offer:
    """Return the card that takes cheques and cash to the bank."""
    lang = now.lang
    cents = format_amount(sum(cheque.cents for cheque in cheques))
    count = Speech(lang).count("{count} cheque", "{count} cheques", len(cheques))
    title = translate(N_("To the bank"), lang)
    return Offer(
        service=SERVICE,
        ref=PAY_IN,
        title=title,
        acts=bank_acts(cheques, lang),
        detail=f"{count} · {cents}" if cheques else translate(N_("No cheque is here: cash alone."), lang),
    )


def _statement(lang: str) -> OfferedAct:
    """Return the act that leads to the page of the bank."""
    return OfferedAct(translate(N_("Look at the bank's statement"), lang), leads="reconciliation")


def bank_acts(cheques: Sequence[Cheque], lang: str) -> tuple[OfferedAct, ...]:
    """Return the acts of the card: ours, for each payee whose cheques are here one of his own, and the way to the statement."""
    payees = ordered((*[cheque.paid_to for cheque in cheques], OWN_PAYEE))
    taken = (_bank_act(cheques, payee, lang) for payee in (OWN_PAYEE, *payees[:-1]))
    return (*taken, _statement(lang))


def _bank_act(cheques: Sequence[Cheque], payee: str, lang: str) -> OfferedAct:
    """Return the act of a payee; it asks which cheques go, where there are any, and with ours how much cash goes along."""
    cheques = [cheque for cheque in cheques if cheque.paid_to == payee]
    which = translate(N_("Which cheques go?"), lang)
    if payee != OWN_PAYEE:
        label = translate(N_("Cheques of {payee}"), lang).format(payee=payee_label(payee, lang))
        asks = (Ask("cheques", which, "ticks", cheque_options(cheques, lang), optional=True),)
        return OfferedAct(label, PAY_IN, {"payee": payee}, asks)
    label = translate(N_("Take to the bank"), lang)
    if not cheques:
        much = Ask("cents", translate(N_("How much cash goes to the bank?"), lang), "cents")
        return OfferedAct(label, PAY_IN, {"cheques": []}, (much,))
    ticks = Ask("cheques", which, "ticks", cheque_options(cheques, lang), optional=True)
    much = Ask(
        "cents", translate(N_("How much cash goes along? Enter alone: none."), lang), "cents", optional=True
    )
    return OfferedAct(label, PAY_IN, asks=(ticks, much))


def cheque_options(cheques: Sequence[Cheque], lang: str) -> tuple[Option, ...]:
    """Return cheques as a list to tick: amount and bank, and since when each is here."""
    return tuple(Option(cheque_title(one), one.code, _day(one, lang)) for one in cheques)


def waiting_offers(cheques: Sequence[Cheque], days: int, now: Now) -> tuple[Offer, ...]:
    """Return the cheques that have waited longer than so many days, each as it stands in the list of the morning."""
    before = now.today - timedelta(days=days)
    late = [cheque for cheque in cheques if date.fromisoformat(cheque.day) < before]
    acts = {cheque.paid_to: _bank_act(cheques, cheque.paid_to, now.lang) for cheque in late}
    return tuple(
        Offer(
            service=SERVICE,
            ref=cheque.code,
            title=cheque_title(cheque),
            acts=(acts[cheque.paid_to],),
            tag=translate(N_("since {day}"), now.lang).format(day=_day(cheque, now.lang)),
            tone="warning",
            due=CHEQUES_HERE,
        )
        for cheque in late
    )


def cheque_title(cheque: Cheque) -> str:
    """Return a cheque as it lies there: its amount, and the bank where it was noted; never a name."""
    bank = "" if cheque.bank is None else without_words(cheque.bank)
    return " · ".join(part for part in (format_amount(cheque.cents), bank) if part)


def _day(cheque: Cheque, lang: str) -> str:
    return short_day(date.fromisoformat(cheque.day), lang)
