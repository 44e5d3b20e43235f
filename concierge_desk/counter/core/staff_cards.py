"""Cards of who keeps the counter: somebody new, another name, another part, somebody who goes. Pure.

Source: decisions 0039, 0065.
"""

import itertools
from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.cards.leads import AT_COUNTER_NOW
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import agreed, say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.rights.table import CONCIERGE, RESPONSIBLE
from concierge_desk.counter.setup.field_words import roles_text
from concierge_desk.i18n import N_

SET, RETIRE = "operator.set", "operator.retire"

_PARTS = ((CONCIERGE,), (CONCIERGE, RESPONSIBLE), ("volunteer",), (RESPONSIBLE,), ("inspector",))
"""What is offered; a file of commands may say others."""


def staff_offers(shop: Mapping[str, Any], names: Mapping[str, str], now: Now) -> tuple[Offer, ...]:
    """Return a card for each who keeps the counter, and one for somebody new.

    Args:
        shop: The whole of what the shop is, as its entry has it.
        names: What each operator is called, by code.
        now: See `Now`.
    """
    several = len(shop["operators"]) > 1
    known = [
        _operator(code, names[code], roles, now, several=several) for code, roles in roles_in(shop).items()
    ]
    return (*known, _new({*shop["operators"], *shop.get("retired", ())}, now))


def _operator(code: str, name: str, roles: tuple[str, ...], now: Now, *, several: bool) -> Offer:
    lang = now.lang
    rename = OfferedAct(
        say("Change the name", lang), SET, {"operator": code}, (Ask("name", say("What name?", lang), "text"),)
    )
    part = OfferedAct(
        say("Choose what they may do", lang), SET, {"operator": code, "name": name}, (_part(lang),)
    )
    gone = OfferedAct(
        say("Is here no more", lang),
        RETIRE,
        {"operator": code},
        (agreed(N_("From now on nothing is signed by this code. Is it so?"), lang),),
    )
    # Where there is one alone nobody asks.
    here = (OfferedAct(say("Is at the counter now", lang), leads=f"{AT_COUNTER_NOW}{code}"),) * several
    told = f"{code} · {roles_text(roles, lang)}"
    return Offer(SERVICE, f"operator:{code}", name, (*here, rename, part, gone), detail=told)


def _part(lang: str, proposal: list[str] | None = None) -> Ask:
    options = tuple(Option(roles_text(roles, lang), list(roles)) for roles in _PARTS)
    return Ask("roles", say("What may they do?", lang), "choice", options, proposal=proposal)


def _new(used: set[str], now: Now) -> Offer:
    lang = now.lang
    asks = (
        Ask("name", say("What name?", lang), "text"),
        _part(lang, [CONCIERGE]),
        Ask(
            "operator", say("Which code? It stands in every entry.", lang), "text", proposal=_next_code(used)
        ),
    )
    act = OfferedAct(say("Add them", lang), SET, {}, asks)
    return Offer(SERVICE, "operator.new", say("Somebody new at the counter", lang), (act,))


def _next_code(used: set[str]) -> str:
    return next(code for n in itertools.count(1) if (code := f"o{n:02d}") not in used)
