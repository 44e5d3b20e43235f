"""Cards of the day and its drawer, by a typed word: open, count, pay in and out, pause. Pure.

Source: docs/contract.md, "Business day".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.name_search import own_words, words_matcher
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.core.bank_cards import PAY_IN, bank_acts, bank_offer
from concierge_desk.counter.core.day_cards import CLOCK, OPENING, clock_offer, opening_offer
from concierge_desk.counter.core.month_cards import CLOSE, month_offer
from concierge_desk.counter.core.remit_cards import REMIT, remit_offer
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.texts.paper_dates import fund_label
from concierge_desk.counter.till.opening import LIST
from concierge_desk.domain.charge import OWN
from concierge_desk.domain.day import MOST_SESSIONS, DayState
from concierge_desk.domain.ticket import Cheque
from concierge_desk.i18n import N_, translate

LEAST_LETTERS = 3

REMITTANCE = "remittance"
_OURS = frozenset({"float", "expense"})
"""Reasons to move cash that is nobody else's: change, and what the shop pays for itself."""

MOVE, BREAK, COUNT_SAFE = "till.move", "session", "till.count_safe"
"""What a page opens the card of the drawer's cash, that of the break and that of the safe by."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the drawer may hold: whose money, and the cheques that are here, what is owed by fund; what partners are called, by code."""

    funds: Sequence[str]
    cheques: Sequence[Cheque] = ()
    owed: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """Act on the day or the drawer, by a word typed.

    Attributes:
        code: What a page opens its card by.
        words: English words it goes by.
        opened: Done while the day is open, else before it is opened; None for at any time.
        offer: (where the business day stands, what the drawer may hold, now) -> its card, None for none.
    """

    code: str
    words: str
    opened: bool | None
    offer: Callable[[DayState, Held, Now], Offer | None]


def drawer_deeds(text: str, lang: str) -> tuple[Deed, ...]:
    """Return what goes by a word of the day or the drawer."""
    if len(text.strip()) < LEAST_LETTERS:
        return ()
    go_by = words_matcher(text)
    return tuple(deed for deed in _DEEDS if go_by(own_words(deed.words, lang)))


def drawer_deeds_of(code: str) -> tuple[Deed, ...]:
    """Return what a page opens by a code of its own."""
    return tuple(deed for deed in _DEEDS if deed.code == code)


def drawer_offers(deeds: Sequence[Deed], state: DayState, held: Held, now: Now) -> tuple[Offer, ...]:
    """Return the cards of what can be done now.

    Args:
        deeds: What was asked for.
        state: Where the business day stands.
        held: What the drawer may hold.
        now: See `Now`.
    """
    opened = state.open is not None
    made = (deed.offer(state, held, now) for deed in deeds if deed.opened in {None, opened})
    return tuple(offer for offer in made if offer is not None)


def _open(state: DayState, _held: Held, now: Now) -> Offer:
    return opening_offer(state, now)


def _clock(state: DayState, _held: Held, now: Now) -> Offer:
    return clock_offer(state, now)


def _move(state: DayState, held: Held, now: Now) -> Offer:
    lang = now.lang
    much = Ask("cents", translate(N_("How much?"), lang), "cents")
    acts = [
        OfferedAct(
            translate(label, lang),
            "till.move",
            {"direction": direction},
            (much, Ask("", translate(N_("Why?"), lang), "choice", _reasons(direction, held, lang))),
        )
        for direction, label in (("out", N_("Take cash out")), ("in", N_("Put cash in")))
    ]
    if state.drawer_connected:
        acts.append(_opening(lang))
    acts += bank_acts(held.cheques, lang)
    return Offer(SERVICE, "till.move", translate(N_("Cash of the drawer"), lang), tuple(acts))


def _bank(_state: DayState, held: Held, now: Now) -> Offer:
    return bank_offer(held.cheques, now)


def _remit(_state: DayState, held: Held, now: Now) -> Offer:
    return remit_offer(held.owed, held.names, now)


def _month(_state: DayState, _held: Held, now: Now) -> Offer:
    return month_offer(now)


def _opening(lang: str) -> OfferedAct:
    why = Ask("reason", translate(N_("Why?"), lang), "choice", listed_options(LIST, lang))
    return OfferedAct(translate(N_("Open the drawer"), lang), "till.open_drawer", asks=(why,))


def _by_hand(state: DayState, _held: Held, now: Now) -> Offer | None:
    """Return the card that opens the drawer outside a day: within one, that of its cash does."""
    if state.open is not None or not state.drawer_connected:
        return None
    title = translate(N_("The drawer"), now.lang)
    return Offer(SERVICE, "till.open_drawer", title, (_opening(now.lang),))


def _reasons(direction: str, held: Held, lang: str) -> tuple[Option, ...]:
    """Return why cash is moved, and so whose it is: what can be of several owners is offered for each, never supposed."""
    return tuple(
        Option(option.label, {"reason": option.value, "fund": fund}, fund_label(fund, lang, held.names))
        for option in listed_options("movement", lang)
        for fund in held.funds
        if _may_be(direction, str(option.value), fund)
    )


def _may_be(direction: str, reason: str, fund: str) -> bool:
    if reason == REMITTANCE:
        return direction == "out" and fund != OWN
    return fund == OWN or reason not in _OURS


def _count(state: DayState, _held: Held, now: Now) -> Offer:
    lang = now.lang
    ask = Ask("counted_cents", translate(N_("How much lies in the drawer?"), lang), "cents")
    label = translate(N_("Note the count"), lang)
    acts = [OfferedAct(label, "till.count", asks=(ask,))]
    if state.others:
        # Each has its own: the site's first before the others.
        codes = (now.settings.drawer, *[one.code for one in state.others])
        acts = [
            OfferedAct(
                translate(N_("Drawer {drawer}"), lang).format(drawer=code),
                "till.count",
                {"drawer": code},
                (ask,),
            )
            for code in codes
        ]
    return Offer(SERVICE, "till.count", translate(N_("Count the drawer"), lang), tuple(acts))


def safe_offer(now: Now) -> Offer:
    """Return the card by which the cheques that are kept are counted."""
    lang = now.lang
    cautions = Ask(
        "cautions", translate(N_("How many cheques of cautions lie in the safe?"), lang), "count", least=0
    )
    question = translate(N_("How many cheques of payments? Enter alone: not counted."), lang)
    cheques = Ask("cheques", question, "count", optional=True, least=0)
    act = OfferedAct(translate(N_("Note the count"), lang), COUNT_SAFE, asks=(cautions, cheques))
    return Offer(SERVICE, COUNT_SAFE, translate(N_("Count the safe"), lang), (act,))


def _session(state: DayState, _held: Held, now: Now) -> Offer | None:
    lang = now.lang
    if state.session_open:
        ask = Ask(
            "counted_cents", translate(N_("How much lies in the drawer?"), lang), "cents", optional=True
        )
        act = OfferedAct(translate(N_("Begin the break"), lang), "session.close", asks=(ask,))
        return Offer(SERVICE, "session.close", translate(N_("Break between two sessions"), lang), (act,))
    if state.session >= MOST_SESSIONS:
        return None
    act = OfferedAct(translate(N_("Open again"), lang), "session.open")
    return Offer(SERVICE, "session.open", translate(N_("The counter is on its break"), lang), (act,))


_DEEDS = (
    Deed(OPENING, N_("open opening reopen reopening float"), False, _open),
    Deed(CLOCK, N_("clock time date"), None, _clock),
    Deed(PAY_IN, N_("cheque cheques bank paying-in"), True, _bank),
    Deed(REMIT, N_("remittance remit owed pay-over"), True, _remit),
    Deed(MOVE, N_("drawer cash remittance bank expense change"), True, _move),
    Deed(CLOSE, N_("cutoff"), False, _month),
    Deed("till.open_drawer", N_("drawer till"), False, _by_hand),
    Deed("till.count", N_("count counting recount"), True, _count),
    Deed(COUNT_SAFE, N_("safe strongbox"), True, lambda _state, _held, now: safe_offer(now)),
    Deed(BREAK, N_("pause break session"), True, _session),
)
