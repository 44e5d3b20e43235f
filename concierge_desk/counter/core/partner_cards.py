"""Cards of partners, among the settings: one to make somebody a partner, one for each who is. Pure.

Source: decisions 0039, 0065, 0069.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.partners.partner import REGIME_MANDATE, REGIME_OWN, Partner
from concierge_desk.counter.texts.paper_dates import day_text, rate_text
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_

SET, RETIRE, SETTLE = "partner.set", "partner.retire", "partner.settle"
NEW = "partner"
"""What the card of a new partner is known by; that of one who is has his code behind it."""

_REGIMES = {
    REGIME_MANDATE: N_("In his name: the money is his"),
    REGIME_OWN: N_("On the shop's account"),
}
_COMMISSIONS = (0, 500, 1000, 1200, 1500, 2000, 2500, 3000, 4000)
"""Hundredths of a percent that are agreed most; another one is said by command."""


def partner_offers(
    partners: Iterable[Partner], now: Now, owed: Mapping[str, int] = MappingProxyType({})
) -> tuple[Offer, ...]:
    """Return the cards of partners: the new one first, then those who were made, by code.

    Args:
        partners: Those who were made.
        now: See `Now`.
        owed: What is owed for their work on the shop's account, by code; of one who does none, nothing.
    """
    return (_new(now), *[_partner(partner, now, owed.get(partner.partner)) for partner in partners])


def _new(now: Now) -> Offer:
    lang = now.lang
    act = OfferedAct(
        say("Make a partner", lang),
        SET,
        asks=(
            _named(lang),
            Ask("partner", say("Which short code? It stays for good.", lang), "text"),
            _regime(lang),
            Ask("form", say("Which legal form? Enter alone: none.", lang), "text", optional=True),
            _contact(lang),
        ),
    )
    return Offer(SERVICE, NEW, say("A new partner", lang), (act,))


def _partner(partner: Partner, now: Now, owed: int | None) -> Offer:
    lang = now.lang
    told = [say(_REGIMES[partner.regime], lang)]
    agreed = partner.commission_bp(now.today)
    if agreed is not None:
        told.append(say("commission {rate}", lang, rate=rate_text(agreed)))
    if partner.audience:
        told.append(say("gets a statement", lang))
    if owed is not None:
        told.append(say("{amount} owed for work", lang, amount=format_amount(owed)))
    gone = partner.retired_from
    paid = () if owed is None else (_paid(partner, owed, now),)
    return Offer(
        service=SERVICE,
        ref=f"{NEW}:{partner.partner}",
        title=partner.name,
        detail=" · ".join([partner.partner, *told]),
        tag="" if gone is None else say("retired from {day} on", lang, day=day_text(gone)),
        tone="plain" if gone is None else "warning",
        acts=(*(_acts(partner, now) if gone is None else (_back(partner, now),)), *paid),
    )


def _acts(partner: Partner, now: Now) -> tuple[OfferedAct, ...]:
    lang = now.lang
    reads = say("No statement any more", lang) if partner.audience else say("Give a statement", lang)
    return (
        _changed(partner, say("Agree on a commission", lang), asks=(_commission(now),)),
        _changed(partner, reads, {"audience": not partner.audience}),
        _changed(partner, say("Say whom to call", lang), asks=(_contact(lang),)),
        _changed(partner, say("Sell otherwise", lang), asks=(_regime(lang),)),
        _changed(partner, say("Change the name", lang), asks=(_named(lang, partner.name),)),
        OfferedAct(
            say("Retire", lang),
            RETIRE,
            {"partner": partner.partner},
            (
                Ask(
                    "from_day",
                    say("From which day on?", lang),
                    "day",
                    proposal=now.today.isoformat(),
                    seen=True,
                ),
            ),
        ),
    )


def _paid(partner: Partner, owed: int, now: Now) -> OfferedAct:
    lang, proposal = now.lang, owed if owed > 0 else None
    asks = (
        Ask(
            "cents",
            say("How much was paid? Enter alone: all that is owed.", lang),
            "cents",
            proposal=proposal,
        ),
        Ask("until_day", say("Until which day?", lang), "day", proposal=now.today.isoformat(), seen=True),
    )
    return OfferedAct(say("Note a payment", lang), SETTLE, {"partner": partner.partner}, asks)


def _back(partner: Partner, now: Now) -> OfferedAct:
    return _changed(partner, say("Go on with this partner", now.lang))


def _changed(
    partner: Partner, label: str, otherwise: Mapping[str, Any] | None = None, asks: tuple[Ask, ...] = ()
) -> OfferedAct:
    """Return the act that says again what a partner is, one thing apart."""
    asked = {ask.field for ask in asks}
    told: dict[str, Any] = {
        name: getattr(partner, name) for name in ("partner", "name", "regime", "ess", "audience")
    }
    if partner.form:
        told["form"] = partner.form
    told |= otherwise or {}
    return OfferedAct(label, SET, {name: said for name, said in told.items() if name not in asked}, asks)


def _named(lang: str, proposal: str | None = None) -> Ask:
    return Ask("name", say("What is the partner called?", lang), "text", proposal=proposal)


def _regime(lang: str) -> Ask:
    options = tuple(Option(say(label, lang), regime) for regime, label in _REGIMES.items())
    return Ask("regime", say("How is it sold?", lang), "choice", options)


def _contact(lang: str) -> Ask:
    return Ask("contact", say("Whom to call, and where? Enter alone: nobody.", lang), "text", optional=True)


def _commission(now: Now) -> Ask:
    today = now.today.isoformat()
    options = tuple(
        Option(rate_text(bp), {"terms": [{"commission_bp": bp, "valid_from": today}]}) for bp in _COMMISSIONS
    )
    return Ask("", say("What is the shop's share?", now.lang), "choice", options)
