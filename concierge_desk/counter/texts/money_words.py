"""Money that is held or owed, in plain words: what of it a day brought, and what it comes to then.

Source: docs/contract.md, "Balances of funds"; decision 0084.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from concierge_desk.counter.texts.paper_dates import fund_label, owner_label
from concierge_desk.domain.accounting.balance import BALANCES
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, is_mandate
from concierge_desk.i18n import N_, translate

_COVERED = {
    "account": N_("Put on slates"),
    "advance": N_("Settled out of advances"),
    "caution": N_("Kept of cautions"),
}
_HELD = {
    CAUTION: N_("Cautions that we keep"),
    ADVANCE: N_("Paid ahead, still open"),
    ACCOUNT: N_("Owed to us on slates"),
}


def charged_rows(
    told: Mapping[str, Any], funds: Mapping[str, int], lang: str, names: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Yield what was charged by fund; what is ours and no turnover apart, where there is any.

    Args:
        told: What a closing or the figures of a day say.
        funds: Charges by fund.
        lang: Of the labels.
        names: What partners are called, by code.
    """
    for fund, cents in funds.items():
        own = fund == OWN and BALANCES in told
        yield fund_label(fund, lang, names), told["turnover_cents"] if own else cents
        if own:
            ours = told["indemnities"]
            for label, amount in (
                (N_("Indemnities received"), ours["in_cents"]),
                (N_("Indemnities paid"), -ours["out_cents"]),
            ):
                if amount:
                    yield translate(label, lang), amount


def covered_rows(told: Mapping[str, Any], lang: str) -> Iterator[tuple[str, int]]:
    """Yield what covered, by what; what nothing did is left out."""
    for word, cents in told.get("transfers", {}).items():
        if cents:
            yield translate(_COVERED[word], lang), cents


def held_rows(closing: Mapping[str, int], lang: str, names: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield what is held for whom, and what is owed to the shop: above nothing, what is nothing left out.

    Args:
        closing: What each fund comes to.
        lang: Of the labels.
        names: What partners are called, by code.
    """
    for fund, cents in closing.items():
        if not cents:
            continue
        if is_mandate(fund):
            label = translate(N_("Owed to {principal}"), lang).format(
                principal=owner_label(fund, lang, names)
            )
            yield label, cents
        else:
            yield translate(_HELD[fund], lang), -cents if fund == ACCOUNT else cents


def kept_rows(held: Mapping[str, Any], lang: str) -> Iterator[tuple[str, int]]:
    """Yield what the cheques come to that are kept: those of cautions, in the safe; where there are none, nothing.

    Args:
        held: What a closing or `day status` tells of what is held.
        lang: Of the labels.
    """
    cautions = held.get("cautions", {})
    if count := cautions.get("cheques", 0):
        label = translate(N_("Cheques of cautions in the safe: {count}"), lang).format(count=count)
        yield label, cautions["cheque_cents"]
