"""Spelling of a day, an instant, a rate, a quantity, a fund: on paper and on the screen alike."""

from datetime import date

from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.charge import OWN, THOUSAND, is_mandate
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.signs import MINUS
from concierge_desk.i18n import N_, translate

NO_BREAK = "\u00a0"

_FUNDS = (N_("For {principal}"), N_("Our turnover"), N_("Securities"))


def day_text(iso: str) -> str:
    """Return an ISO day as paper shows it, ``25/11/2026``."""
    return date.fromisoformat(iso).strftime("%d/%m/%Y")


def instant_line(posted: Posted) -> str:
    """Return an entry's local time as paper shows it, ``25/11/2026 08:04``: seconds are the journal's."""
    return posted.local.strftime("%d/%m/%Y %H:%M")


def rate_text(rate: int) -> str:
    """Return a rate in hundredths of a percent as paper shows it, ``5,5 %``."""
    whole, rest = divmod(rate, 100)
    decimals = f"{rest:02d}".rstrip("0")
    return f"{whole}{',' + decimals if decimals else ''}{NO_BREAK}%"


def quantity_text(thousandths: int) -> str:
    """Return a quantity as paper shows it, ``3``, ``0,250``, and ``−0,250`` where it comes back."""
    whole, rest = divmod(abs(thousandths), THOUSAND)
    sign = MINUS if thousandths < 0 else ""
    return f"{sign}{whole}" if rest == 0 else f"{sign}{whole},{rest:03d}"


def fund_label(fund: str, lang: str) -> str:
    """Return what a fund is called."""
    mandate, own, securities = _FUNDS
    if is_mandate(fund):
        owner = label_of("principal", fund.partition(":")[2], lang)
        return translate(mandate, lang).format(principal=owner)
    return translate(own if fund == OWN else securities, lang)
