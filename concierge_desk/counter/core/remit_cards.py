"""Card of what is owed to each principal at this moment, and by which it is paid over. Pure.

Source: docs/contract.md, "Remittances"; decision 0079.
"""

from collections.abc import Mapping
from typing import Final

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.texts.paper_dates import owner_label
from concierge_desk.domain.accounting.remittance import BY_BANK, BY_CASH
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, translate

REMIT: Final = "till.remit"
"""The command, and what a page opens its card by."""


def remit_offer(owed: Mapping[str, int], names: Mapping[str, str], now: Now) -> Offer:
    """Return the card that pays over what is owed.

    Args:
        owed: What is owed now, by fund of a mandate.
        names: What partners are called, by code.
        now: See `Now`.
    """
    lang = now.lang
    # Who is owed most comes first; who is owed nothing may be paid over all the same.
    funds = sorted(owed, key=lambda fund: (-owed[fund], fund))
    detail = translate(N_("Nothing was charged for anybody else yet."), lang)
    if funds:
        words = translate(N_("Owed at this moment: {amount}"), lang)
        detail = words.format(amount=format_amount(sum(owed.values())))
    return Offer(
        service=SERVICE,
        ref=REMIT,
        title=translate(N_("Pay over what is owed"), lang),
        acts=tuple(_act(fund, owed[fund], names, lang) for fund in funds),
        detail=detail,
    )


def _act(fund: str, owed: int, names: Mapping[str, str], lang: str) -> OfferedAct:
    whom = owner_label(fund, lang, names)
    label = translate(N_("{whom}: {amount} owed"), lang).format(whom=whom, amount=format_amount(owed))
    much = translate(N_("How much is paid over to {whom}? Enter alone: all that is owed."), lang)
    if owed <= 0:
        much = translate(N_("How much is paid over to {whom}? Nothing is owed."), lang)
    how = (
        Option(translate(N_("In cash, out of the drawer"), lang), BY_CASH),
        Option(translate(N_("By the bank"), lang), BY_BANK),
    )
    asks = (
        Ask("cents", much.format(whom=whom), "cents", proposal=owed if owed > 0 else None),
        Ask("by", translate(N_("How?"), lang), "choice", how, proposal=BY_CASH),
    )
    return OfferedAct(label, REMIT, {"principal": fund.partition(":")[2]}, asks)
