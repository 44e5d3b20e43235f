"""Cards of cautions, advances and debts: what each is, whose it is, what can be done with it. Pure.

Source: decisions 0038, 0084.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say, sure
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.held.advance import AGREED, SHOP
from concierge_desk.counter.held.lists import ADVANCES_OLD, CAUTIONS_OLD, DEBTS_OLD
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.held.things import ARRHES, KEPT, OVER, Debt, HeldAdvance, HeldCaution
from concierge_desk.domain.inscriptions import without_words
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_

CAUTION_MONTHS, ADVANCE_MONTHS = 12, 3
"""After which the morning reminds: of an advance because interest begins to run.

Source: docs/contract.md, "Money held and owed" (C. conso. L. 214-2).
"""


@dataclass(frozen=True, slots=True)
class HeldThings:
    """Things whose cards are shown.

    Attributes:
        cautions: The oldest first.
        advances: The oldest first.
        debts: The oldest first.
    """

    cautions: Sequence[HeldCaution] = ()
    advances: Sequence[HeldAdvance] = ()
    debts: Sequence[Debt] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose they are."""
        return tuple(one.party for part in (self.cautions, self.advances, self.debts) for one in part)

    def of(self, parties: frozenset[str]) -> "HeldThings":
        """Return those of some parties."""
        return HeldThings(
            [one for one in self.cautions if one.party in parties],
            [one for one in self.advances if one.party in parties],
            [one for one in self.debts if one.party in parties],
        )


def months_before(day: date, months: int) -> date:
    """Return the same day so many months before; the last of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def held_offers(things: HeldThings, owners: dict[str, str], now: Now) -> tuple[Offer, ...]:
    """Return the card of each thing.

    Args:
        things: Which.
        owners: By party, what whose it is is called; empty where nobody knows any more.
        now: See `Now`.
    """
    return (
        *[caution_offer(one, owners.get(one.party, ""), now) for one in things.cautions],
        *[advance_offer(one, owners.get(one.party, ""), now) for one in things.advances],
        *[debt_offer(one, owners.get(one.party, ""), now) for one in things.debts],
    )


def _since(day: str, lang: str) -> str:
    return say("since {day}", lang, day=short_day(date.fromisoformat(day), lang))


def _told(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _for(of: str | None, lang: str) -> str:
    return "" if of is None else say("for {of}", lang, of=of)


def caution_offer(caution: HeldCaution, owner: str, now: Now) -> Offer:
    """Return the card of a caution."""
    lang, kept = now.lang, caution.state == KEPT
    amount = format_amount(caution.left_cents or caution.cents)
    words = N_("Caution of {amount}, a cheque") if kept else N_("Caution of {amount}")
    bank = "" if caution.bank is None else without_words(caution.bank)
    return Offer(
        SERVICE,
        caution.code,
        say(words, lang, amount=amount),
        _caution_acts(caution, lang),
        detail=_told(_for(caution.of, lang), bank, _since(caution.day, lang)),
        place=say("in the safe", lang) if kept else "",
        tag=say("nothing left of it", lang) if caution.state == OVER else "",
        person=owner,
        state=caution.state,
    )


def _caution_acts(caution: HeldCaution, lang: str) -> tuple[OfferedAct, ...]:
    named = {"of": caution.code}
    paper = OfferedAct(say("Show the receipt", lang), paper=f"caution:{caution.code}")
    if caution.state == OVER:
        return (paper,)
    if caution.state == KEPT:
        seen = sure("The cheque goes back to whoever gave it: is it in your hand?", lang)
        return (
            OfferedAct(say("Give the cheque back", lang), "caution.return", named, (seen,)),
            OfferedAct(say("Cash the cheque", lang), "caution.cash", named, charged=True),
            paper,
        )
    much = Ask("cents", say("How much goes back?", lang), "cents")
    kept = Ask("cents", say("How much is kept?", lang), "cents")
    why = Ask("reason", say("Why?", lang), "choice", listed_options("caution_kept", lang))
    return (
        OfferedAct(say("Give it back", lang), "caution.return", named, charged=True),
        OfferedAct(say("Give a part back", lang), "caution.return", named, (much,), charged=True),
        OfferedAct(say("Keep a part", lang), "caution.keep", named, (kept, why), charged=True),
        paper,
    )


def advance_offer(advance: HeldAdvance, owner: str, now: Now) -> Offer:
    """Return the card of what was paid ahead."""
    lang = now.lang
    amount = format_amount(advance.left_cents or advance.cents)
    words = N_("Arrhes of {amount}") if advance.as_ == ARRHES else N_("Part payment of {amount}")
    return Offer(
        SERVICE,
        advance.code,
        say(words, lang, amount=amount),
        _advance_acts(advance, lang),
        detail=_told(_for(advance.of, lang), _since(advance.day, lang)),
        tag=say("used or given back", lang) if advance.state == OVER else "",
        person=owner,
        state=advance.state,
    )


def _advance_acts(advance: HeldAdvance, lang: str) -> tuple[OfferedAct, ...]:
    named = {"of": advance.code}
    paper = OfferedAct(say("Show the receipt", lang), paper=f"advance:{advance.code}")
    if advance.state == OVER:
        return (paper,)
    who = Ask("by", say("Who goes back on it?", lang), "choice", _sides(advance, lang))
    sorry = sure("The customer withdraws, and what was paid ahead is kept: is that so?", lang)
    return (
        OfferedAct(say("Deduct it", lang), "advance.use", named, charged=True),
        OfferedAct(say("Give it back", lang), "advance.return", named, (who,), charged=True),
        OfferedAct(say("The customer withdraws", lang), "advance.keep", named, (sorry,), charged=True),
        paper,
    )


def _sides(advance: HeldAdvance, lang: str) -> tuple[Option, ...]:
    twice = say("twice as much goes back", lang) if advance.as_ == ARRHES else ""
    return (
        Option(say("Both agree", lang), AGREED),
        Option(say("The shop cannot do it", lang), SHOP, twice),
    )


def debt_offer(debt: Debt, owner: str, now: Now) -> Offer:
    """Return the card of what stands on the slate."""
    lang = now.lang
    amount = format_amount(debt.left_cents or debt.cents)
    return Offer(
        SERVICE,
        debt.code,
        say("Slate: {amount}", lang, amount=amount),
        _debt_acts(debt, lang),
        detail=_told(say("ticket {ticket}", lang, ticket=debt.ticket), _since(debt.day, lang)),
        tag=say("nothing left to pay", lang) if debt.state == OVER else "",
        person=owner,
        state=debt.state,
    )


def _debt_acts(debt: Debt, lang: str) -> tuple[OfferedAct, ...]:
    if debt.state == OVER:
        return ()
    named = {"debt": debt.code}
    much = Ask("cents", say("How much is paid?", lang), "cents", proposal=debt.left_cents)
    less = Ask("cents", say("How much will not be paid?", lang), "cents", proposal=debt.left_cents)
    why = Ask("reason", say("Why?", lang), "choice", listed_options("write_off", lang))
    return (
        OfferedAct(say("Pay it", lang), "account.pay", named, (much,), charged=True),
        OfferedAct(say("Write it off", lang), "account.write_off", named, (less, why), charged=True),
    )


def old_offers(things: HeldThings, days: int, now: Now) -> Iterator[Offer]:
    """Yield what the morning reminds of, each as it stands in its list: without whose it is.

    Args:
        things: All that is open.
        days: After which a slate is reminded of.
        now: See `Now`.
    """
    since = {
        DEBTS_OLD: date.fromordinal(now.today.toordinal() - days),
        CAUTIONS_OLD: months_before(now.today, CAUTION_MONTHS),
        ADVANCES_OLD: months_before(now.today, ADVANCE_MONTHS),
    }
    for code, part in (
        (DEBTS_OLD, HeldThings(debts=things.debts)),
        (CAUTIONS_OLD, HeldThings(cautions=things.cautions)),
        (ADVANCES_OLD, HeldThings(advances=things.advances)),
    ):
        rows: tuple[HeldCaution | HeldAdvance | Debt, ...] = (*part.cautions, *part.advances, *part.debts)
        for row, offer in zip(rows, held_offers(part, {}, now), strict=True):
            if date.fromisoformat(row.day) < since[code]:
                yield replace(offer, due=code, tag=_since(row.day, now.lang), tone="warning", person=None)
