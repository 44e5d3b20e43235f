"""Words for what is paid: the acts and charges, the minutes, a month, a count, a rate; pure."""

from collections.abc import Mapping

from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.short_dates import said_day
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.pay import rows as pay
from concierge_desk.services.relay.model.pay.reckoning import PaidAct
from concierge_desk.services.relay.model.pay.rows import PayRow

OF: Mapping[str, str] = {
    pay.STAMPS: N_("Stamps sold"),
    pay.PREPAID: N_("Prepaid envelopes sold"),
    pay.PACKAGING: N_("Packaging sold"),
    pay.FRANKING: N_("Items franked"),
    pay.HANDED_OVER: N_("Items handed over"),
    pay.RECEIVED: N_("Items received"),
    pay.RETURNED: N_("Items given back to the postman"),
    "deposited_letter": N_("Letters deposited"),
    "deposited_registered": N_("Registered letters deposited"),
    "deposited_parcel": N_("Parcels deposited"),
    "deposited_prepaid_return": N_("Prepaid returns deposited"),
}
"""By `PayRow.of`."""

MINUTES: Mapping[str, str] = {
    "received": N_("Arrivals"),
    "handed_over": N_("Hand-overs"),
    "refused": N_("Refusals"),
    "to_postman": N_("Slips of the postman"),
    "deposited": N_("Deposits"),
    "sold": N_("Sales by the piece"),
    "franked": N_("Frankings"),
    "other": N_("Stock, complaints and all the rest"),
}
"""By `TimeSpent.act`."""


def what(row: PayRow, lang: str) -> str:
    """Return what a row is paid for."""
    return say(N_("The month, whatever was done") if row.of is None else OF[row.of], lang)


def rate(row: PayRow, lang: str) -> str:
    """Return how much that is."""
    if row.basis == pay.PER_MILLE:
        words = N_("{count} ‰ without VAT") if row.base == pay.HT else N_("{count} ‰")
        return say(words, lang, count=row.per_mille)
    words = N_("{amount} a month") if row.basis == pay.MONTH else N_("{amount} each")
    return say(words, lang, amount=format_amount(row.cents or 0))


def act_name(act: PaidAct, lang: str) -> str:
    """Return what an act was: what was sold, the number of the item or of the slip, else how many letters."""
    data = act.posted.data
    told = (
        (data.get("tracking") or data.get("slip") or data.get("custody"))
        if "line" not in data
        else data["line"]["label"]
    )
    return told or say(OF[act.of], lang)


def month_name(month: str, lang: str) -> str:
    """Return a month as it is said: ``novembre 2026``."""
    _number, _space, name = said_day(month_days(month)[1], lang).partition("\u00a0")
    return name


def row_words(row: PayRow, lang: str) -> str:
    """Return what a row says, in a line: what it is paid for, how much, from when to when."""
    days = {
        "first": row.valid_from.isoformat(),
        "last": "" if row.valid_to is None else row.valid_to.isoformat(),
    }
    words = (
        N_("{code}: {what}, {rate}, from {first} on")
        if row.valid_to is None
        else N_("{code}: {what}, {rate}, from {first} to {last}")
    )
    return say(words, lang, code=row.code, what=what(row, lang), rate=rate(row, lang), **days)
