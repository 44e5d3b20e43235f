"""Cards of drawers and payees, among the settings: one for a drawer of somebody's own, one for each that there is. Pure.

Source: decisions 0039, 0065, 0070, 0074.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.texts.paper_dates import fund_label, payee_label
from concierge_desk.domain.charge import OWN
from concierge_desk.store.drawers import Layout

SET = "drawer.set"
NEW, ACCOUNT = "drawer", "payee"
"""What the cards of a new drawer and of a new account are known by; that of one that is there has its code or its fund behind it."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """What of drawers and payees was said, and the words for it."""

    funds: Sequence[str]
    layout: Layout
    label: Mapping[str, str]
    names: Mapping[str, str]
    first: str
    lang: str

    def held_in(self, drawer: str) -> tuple[str, ...]:
        return tuple(fund for fund, code in self.layout.lies.items() if code == drawer)

    def paid(self, fund: str) -> str:
        """Return who is paid for a fund by card and cheque, in a few words; empty for the shop."""
        payee = self.layout.payees.get(fund)
        if payee is None:
            return ""
        who = payee_label(payee, self.lang, self.names)
        return say("cards and cheques: {payee}", self.lang, payee=who)


def drawer_settings(
    funds: Sequence[str], layout: Layout, names: Mapping[str, str], now: Now
) -> tuple[Offer, ...]:
    """Return the cards of drawers; the site's first has none, for whatever lies nowhere else lies there.

    Args:
        funds: Every fund that there is.
        layout: Which lies where, and to whom it is paid, as far as that was said.
        names: What partners are called, by code.
        now: See `Now`.
    """
    lang, first = now.lang, now.settings.drawer
    label = {fund: fund_label(fund, lang, names) for fund in funds}
    laid = _Laid(funds, layout, label, names, first, lang)
    there = sorted(set(layout.lies.values()) - {first})
    return (_new_drawer(laid), *[_drawer(code, laid) for code in there], *_accounts(laid))


def _new_drawer(laid: _Laid) -> Offer:
    lang = laid.lang
    new = OfferedAct(
        say("Give it a drawer of its own", lang),
        SET,
        asks=(
            _whose([fund for fund in laid.funds if fund != OWN], (), laid.label, lang),
            Ask("drawer", say("What is the drawer called? A short code.", lang), "text"),
        ),
    )
    return Offer(SERVICE, NEW, say("A drawer of its own", lang), (new,))


def _drawer(code: str, laid: _Laid) -> Offer:
    lang, held = laid.lang, laid.held_in(code)
    payees = {laid.layout.payees.get(fund) for fund in held}
    # What is put there beside is paid to whom the rest of it is.
    payee = next(iter(payees)) if len(payees) == 1 else None
    paid = {} if payee is None else {"payee": payee}
    others = [fund for fund in laid.funds if fund not in held and fund != OWN]
    acts = []
    if others:
        more = _whose(others, held, laid.label, lang)
        acts.append(OfferedAct(say("Put more into it", lang), SET, {"drawer": code, **paid}, (more,)))
    acts.append(
        OfferedAct(say("Put all of it into the first drawer", lang), SET, {"drawer": code, "funds": []})
    )
    acts.append(_account(code, held, laid))
    title = say("Drawer {drawer}", lang, drawer=code)
    told = [text for fund in held for text in (laid.label.get(fund, fund), laid.paid(fund)) if text]
    return Offer(SERVICE, f"{NEW}:{code}", title, tuple(acts), " · ".join(dict.fromkeys(told)))


def _account(drawer: str, held: tuple[str, ...], laid: _Laid) -> OfferedAct:
    """Return the act that pays what lies in a drawer to an account of its own, or to the shop again."""
    lang, fields = laid.lang, {"drawer": drawer, "funds": list(held)}
    if any(fund in laid.layout.payees for fund in held):
        return OfferedAct(say("Cards and cheques to the shop's account again", lang), SET, fields)
    owners = [Option(laid.label.get(fund, fund), {"payee": payee_code(fund)}) for fund in held]
    act = say("Cards and cheques to an account of its own", lang)
    if len(owners) == 1:
        return OfferedAct(act, SET, {**fields, "payee": payee_code(held[0])})
    return OfferedAct(
        act, SET, fields, (Ask("", say("Whose account is it?", lang), "choice", tuple(owners)),)
    )


def _accounts(laid: _Laid) -> tuple[Offer, ...]:
    """Return the cards of what has an account of its own and lies in the site's first drawer all the same."""
    lang = laid.lang
    lying = [
        fund for fund in laid.funds if laid.layout.lies.get(fund, laid.first) == laid.first and fund != OWN
    ]
    options = tuple(
        Option(laid.label[fund], {"funds": [fund], "payee": payee_code(fund)})
        for fund in lying
        if fund not in laid.layout.payees
    )
    cards = []
    if options:
        whose = Ask("", say("Whose cards and cheques go to an account of its own?", lang), "choice", options)
        act = OfferedAct(say("Give it an account of its own", lang), SET, {"drawer": laid.first}, (whose,))
        cards.append(
            Offer(SERVICE, ACCOUNT, say("An account of its own for cards and cheques", lang), (act,))
        )
    for fund in lying:
        if fund in laid.layout.payees:
            again = say("Cards and cheques to the shop's account again", lang)
            back = OfferedAct(again, SET, {"drawer": laid.first, "funds": [fund]})
            cards.append(Offer(SERVICE, f"{ACCOUNT}:{fund}", laid.label[fund], (back,), laid.paid(fund)))
    return tuple(cards)


def payee_code(fund: str) -> str:
    """Return the code by which the owner of a fund is paid: the partner's, else the fund's."""
    return fund.partition(":")[2] or fund


def _whose(funds: Sequence[str], held: tuple[str, ...], label: Mapping[str, str], lang: str) -> Ask:
    """Return the question whose money is laid into a drawer, beside what lies there."""
    options = tuple(Option(label[fund], {"funds": [*held, fund]}) for fund in funds)
    return Ask("", say("Whose money lies in it?", lang), "choice", options)
