"""Spelling of a day, an instant, a rate, a quantity, a fund: on paper and on the screen alike."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.charge import (
    ACCOUNT,
    ADVANCE,
    CAUTION,
    OWN,
    OWN_PAYEE,
    THOUSAND,
    is_mandate,
    mandate_of,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.signs import MINUS
from concierge_desk.i18n import N_, translate

NO_BREAK = "\u00a0"

_MANDATE = N_("For {principal}")
_FUNDS = {
    OWN: N_("Our turnover"),
    CAUTION: N_("Securities"),
    ADVANCE: N_("Paid ahead"),
    ACCOUNT: N_("Slates"),
}


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


_NOBODY: Mapping[str, str] = MappingProxyType({})


def owner_label(fund: str, lang: str, names: Mapping[str, str] = _NOBODY) -> str:
    """Return what whoever a mandate's fund belongs to is called.

    Args:
        fund: Such as ``MANDATE:LAPOSTE``.
        lang: Of those whom the list of principals knows.
        names: What partners are called, by code.
    """
    code = fund.partition(":")[2]
    return names.get(code) or label_of("principal", code, lang)


def payee_label(payee: str, lang: str, names: Mapping[str, str] = _NOBODY) -> str:
    """Return what whoever is paid by card and cheque is called: the site itself, a partner, or what its code says.

    Args:
        payee: Its code.
        lang: Of those whom the list of principals knows.
        names: What partners are called, by code.
    """
    return translate(_SITE, lang) if payee == OWN_PAYEE else owner_label(mandate_of(payee), lang, names)


_SITE = N_("The shop")


def fund_label(fund: str, lang: str, names: Mapping[str, str] = _NOBODY) -> str:
    """Return what a fund is called; its arguments are those of `owner_label`."""
    if is_mandate(fund):
        return translate(_MANDATE, lang).format(principal=owner_label(fund, lang, names))
    return translate(_FUNDS[fund], lang)
