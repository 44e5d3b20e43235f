"""Cards of drawers, among the settings: one for a drawer of somebody's own, one for each that there is. Pure.

Source: decisions 0039, 0065, 0070.
"""

from collections.abc import Mapping, Sequence

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.texts.paper_dates import fund_label
from concierge_desk.domain.charge import OWN

SET = "drawer.set"
NEW = "drawer"
"""What the card of a new drawer is known by; that of one that is there has its code behind it."""


def drawer_settings(
    funds: Sequence[str], lies: Mapping[str, str], names: Mapping[str, str], now: Now
) -> tuple[Offer, ...]:
    """Return the cards of drawers; the site's first has none, for whatever lies nowhere else lies there.

    Args:
        funds: Every fund that there is.
        lies: Drawer of each fund of which that was said.
        names: What partners are called, by code.
        now: See `Now`.
    """
    lang, first = now.lang, now.settings.drawer
    label = {fund: fund_label(fund, lang, names) for fund in funds}
    there = sorted(set(lies.values()) - {first})
    new = OfferedAct(
        say("Give it a drawer of its own", lang),
        SET,
        asks=(
            _whose([fund for fund in funds if fund != OWN], (), label, lang),
            Ask("drawer", say("What is the drawer called? A short code.", lang), "text"),
        ),
    )
    cards = [Offer(SERVICE, NEW, say("A drawer of its own", lang), (new,))]
    for code in there:
        held = tuple(fund for fund, drawer in lies.items() if drawer == code)
        others = [fund for fund in funds if fund not in held and fund != OWN]
        acts = [
            OfferedAct(say("Put all of it into the first drawer", lang), SET, {"drawer": code, "funds": []})
        ]
        if others:
            more = _whose(others, held, label, lang)
            acts.insert(0, OfferedAct(say("Put more into it", lang), SET, {"drawer": code}, (more,)))
        title = say("Drawer {drawer}", lang, drawer=code)
        detail = " · ".join(label.get(fund, fund) for fund in held)
        cards.append(Offer(SERVICE, f"{NEW}:{code}", title, tuple(acts), detail))
    return tuple(cards)


def _whose(funds: Sequence[str], held: tuple[str, ...], label: Mapping[str, str], lang: str) -> Ask:
    """Return the question whose money is laid into a drawer, beside what lies there."""
    options = tuple(Option(label[fund], {"funds": [*held, fund]}) for fund in funds)
    return Ask("", say("Whose money lies in it?", lang), "choice", options)
