"""Cards by which money is held, owed or given as an indemnity, found by a typed word. Pure.

Source: decisions 0048, 0084.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.name_search import own_words, words_matcher
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say, vat_label
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.values.vat_rates import shipped_rates
from concierge_desk.domain.held.things import ACOMPTE, ARRHES
from concierge_desk.i18n import N_

LEAST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class HeldDoor:
    """Card that is found by a word.

    Attributes:
        code: What a page opens it by.
        words: English words it goes by.
        offer: (now) -> the card.
    """

    code: str
    words: str
    offer: Callable[[Now], Offer]


def held_doors(text: str, now: Now) -> tuple[Offer, ...]:
    """Return the cards that go by a typed word, or by the code that a page opens them by."""
    if len(text.strip()) < LEAST_LETTERS:
        return ()
    go_by = words_matcher(text)
    return tuple(
        door.offer(now) for door in _DOORS if text == door.code or go_by(own_words(door.words, now.lang))
    )


def _of(lang: str) -> Ask:
    return Ask(
        "of",
        say("What is it for? Scan it or type its number; Enter alone: nothing that has one.", lang),
        "text",
        optional=True,
        scanned=True,
    )


def whose_is_it(lang: str) -> Ask:
    """Return the question for whom money is held: somebody who is known, or a name that is kept for this alone."""
    question = say("Whose is it? Scan the card, or type the name.", lang)
    return Ask("who", question, "who", optional=True, scanned=True, whom=True)


def _card(lang: str) -> Ask:
    question = say("Whose? Scan the card, or type the name.", lang)
    return Ask("who.card", question, "text", optional=True, scanned=True, whom=True)


def _much(lang: str) -> Ask:
    return Ask("cents", say("How much?", lang), "cents")


def _take_caution(now: Now) -> Offer:
    lang = now.lang
    asks = (_of(lang), whose_is_it(lang), _much(lang))
    cheque = (
        Ask("cheque.bank", say("Which bank?", lang), "text", optional=True),
        Ask("cheque.number", say("Which number?", lang), "text", optional=True),
    )
    acts = (
        OfferedAct(say("Take money", lang), "caution.take", asks=asks, charged=True),
        OfferedAct(say("Keep a cheque in the safe", lang), "caution.take", {"cheque": {}}, (*asks, *cheque)),
    )
    return Offer(SERVICE, "caution.take", say("Take a caution", lang), acts)


def _take_advance(now: Now) -> Offer:
    lang = now.lang
    codes = dict.fromkeys(row.code for row in shipped_rates())
    rates = tuple(Option(vat_label(code, lang), code) for code in codes)
    vat = Ask("vat_code", say("At which rate will it be sold?", lang), "choice", rates)

    def act(label: str, as_: str) -> OfferedAct:
        asks = (_of(lang), whose_is_it(lang), _much(lang), vat)
        return OfferedAct(label, "advance.take", {"as": as_}, asks, charged=True)

    acts = (act(say("Take arrhes", lang), ARRHES), act(say("Take a part payment", lang), ACOMPTE))
    rule = say("Arrhes: either side may go back on it, at its own cost. A part payment binds both.", lang)
    return Offer(SERVICE, "advance.take", say("Take money ahead", lang), acts, rule=rule)


def _slate(now: Now) -> Offer:
    lang = now.lang
    some = Ask("cents", say("How much? Enter alone: all of it.", lang), "cents", optional=True)
    why = Ask("reason", say("Why?", lang), "choice", listed_options("write_off", lang))
    acts = (
        OfferedAct(
            say("Put the visit on the slate", lang), "account.owe", asks=(_card(lang), some), charged=True
        ),
        OfferedAct(say("Pay the slate", lang), "account.pay", asks=(_card(lang), some), charged=True),
        OfferedAct(say("Write off", lang), "account.write_off", asks=(_card(lang), some, why), charged=True),
    )
    rule = say("Only what the shop sells itself goes on the slate.", lang)
    return Offer(SERVICE, "account", say("The slate", lang), acts, rule=rule)


def _indemnity(now: Now) -> Offer:
    lang = now.lang
    why = Ask("reason", say("Why?", lang), "choice", listed_options("indemnity", lang))
    acts = tuple(
        OfferedAct(say(label, lang), "till.indemnify", {"direction": way}, (_much(lang), why), charged=True)
        for way, label in (("out", N_("Pay an indemnity")), ("in", N_("Receive an indemnity")))
    )
    return Offer(SERVICE, "till.indemnify", say("An indemnity", lang), acts)


_DOORS = (
    HeldDoor("caution.take", N_("caution guarantee safe"), _take_caution),
    HeldDoor("advance.take", N_("advance arrhes part-payment ahead"), _take_advance),
    HeldDoor("account", N_("slate debt debts owe credit"), _slate),
    HeldDoor("till.indemnify", N_("indemnity compensation interest"), _indemnity),
)
