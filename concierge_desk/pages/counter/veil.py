"""Veil over the counter: no name, and of every number its last characters; serving goes on.

Only what is drawn is veiled: keys, scans and acts know everything as before. What she is typing just now stays in
the scan line.

Source: docs/requirements.md, R-5.01; decision 0034.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct
from concierge_desk.domain.tracking import ending
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.presenter.asking import Asking

T = TypeVar("T")

_LEAST_FIGURES = 6
"""A number that stands for somebody has so many figures at least: weights, prices and years have fewer."""

_NUMBER = re.compile(r"(?<![\w…-])[0-9A-Z]++(?:[ \u00a0\u202f][0-9A-Z]++)*+(?!\w|-\w|,\d)")
_OWN_CODE = re.compile(r"\b[a-z]-[0-9a-z]{12,16}\b", re.IGNORECASE)
HIDDEN = "…"


class Veil:
    """Veils one picture after another; what stays the same on two of them is the same thing again."""

    def __init__(self) -> None:
        self._nobody = say("Name hidden")
        self._kept: dict[int, tuple[Any, Any]] = {}

    def over(self, state: State) -> State:
        """Return what may be seen of a picture."""
        before, self._kept = self._kept, {}
        names = _names_in(state)

        def once(thing: T, veiled: Any) -> T:
            # Whoever draws tells things apart by identity: the same card is not drawn, nor scrolled to, again.
            key = id(thing)
            known = before.get(key)
            made: T = known[1] if known is not None and known[0] is thing else veiled(thing)
            self._kept[key] = (thing, made)
            return made

        def offers(given: tuple[Offer, ...]) -> tuple[Offer, ...]:
            return tuple(once(offer, self._offer) for offer in given)

        def text(given: str) -> str:
            return masked(given, names)

        told, undo = state.told, state.undo
        return replace(
            state,
            heading=_heading(state.heading),
            sought=None,
            nothing=text(state.nothing),
            offers=offers(state.offers),
            asking=None if state.asking is None else once(state.asking, lambda one: self._asking(one, names)),
            priced=replace(
                # What is sold has the name of nobody.
                state.priced,
                lines=tuple(replace(line, label=masked(line.label, ())) for line in state.lines),
            ),
            told=None if told is None else once(told, lambda one: replace(one, text=text(one.text), who="")),
            undo=None if undo is None else once(undo, lambda one: replace(one, label=text(one.label))),
            missed=tuple(replace(one, code=text(one.code), text=text(one.text)) for one in state.missed),
            waiting=tuple(map(text, state.waiting)),
            arrived=tuple(map(text, state.arrived)),
            veiled=True,
            served=None if state.served is None else replace(state.served, name=self._nobody),
        )

    def _offer(self, offer: Offer) -> Offer:
        names = (offer.person,) if offer.person else ()
        if offer.private:
            return replace(
                offer,
                detail=HIDDEN,
                rule=HIDDEN if offer.rule else "",
                person=self._nobody,
                acts=_unnamed(offer.acts),
            )
        return replace(
            offer,
            title=masked(offer.line, names),
            detail=masked(offer.detail, names),
            # With whom a thing is stands there in words that nobody can tell from others.
            rule="" if offer.away else self._rule(offer, names),
            whose="",
            number=masked(offer.number, ()),
            person=self._nobody if offer.person else offer.person,
            words=tuple((label, HIDDEN) for label, _text in offer.words),
        )

    def _rule(self, offer: Offer, names: tuple[str, ...]) -> str:
        # Whose it is says who lives with whom, and where: names of people who are on no card.
        told = masked(offer.rule.removeprefix(offer.whose), names, self._nobody)
        return f"{HIDDEN}{told}" if offer.whose else told

    def _asking(self, asking: Asking, names: tuple[str, ...]) -> Asking:
        typed = tuple(
            _HIDDEN_AS.get(ask.kind, answer) if answer is not None else None
            for ask, answer in zip(asking.act.asks, asking.answers, strict=False)
        )
        offer, complaint = self._offer(asking.offer), masked(asking.complaint, names)
        act = asking.act
        if asking.offer.private or any(ask.whom for ask in act.asks):
            (act,) = _unnamed((act,))
        note = HIDDEN if asking.note else ""
        return replace(asking, offer=offer, act=act, answers=typed, complaint=complaint, note=note)


_HIDDEN_AS: Mapping[str, Any] = {"text": HIDDEN, "who": {"name": HIDDEN}}
"""What is shown of an answer, by the kind of its question; of what says no name the answer itself."""


def _unnamed(acts: tuple[OfferedAct, ...]) -> tuple[OfferedAct, ...]:
    """Return the acts of somebody's card without what their questions propose: it is what is known of the person."""
    return tuple(replace(act, asks=tuple(map(_unnamed_ask, act.asks))) for act in acts)


def _unnamed_ask(ask: Ask) -> Ask:
    if ask.whom and ask.kind == "choice":
        # By their numbers they are chosen as before.
        options = tuple(replace(option, label=HIDDEN, detail="") for option in ask.options)
        return replace(ask, options=options)
    known = ask.proposal is not None and ask.kind in {"text", "count"}
    return replace(ask, proposal=HIDDEN) if known else ask


def masked(text: str, names: Iterable[str], by: str = HIDDEN) -> str:
    """Return a text without names, each number in it as its last characters."""
    for name in names:
        # Whole: the beginning of a name that was typed may begin other words too.
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", by, text, flags=re.IGNORECASE)
    return _NUMBER.sub(_ending, _OWN_CODE.sub(lambda code: ending(code.group()), text))


def _ending(found: re.Match[str]) -> str:
    whole = found.group()
    plain = "".join(whole.split())
    if sum(map(str.isdigit, plain)) < _LEAST_FIGURES:
        return whole
    return ending(plain)


def _heading(heading: str) -> str:
    """Return the end of a code that was scanned; of a word that was typed nothing, for it may be a name."""
    return (masked(heading, ()) if any(map(str.isdigit, heading)) else HIDDEN) if heading else ""


def _names_in(state: State) -> tuple[str, ...]:
    """Return the names that may stand in what is told now: whose cards are shown, whose visit it is, what was typed."""
    cards = (*state.offers, *((state.asking.offer,) if state.asking is not None else ()))
    answers = state.asking.answers if state.asking else ()
    # Somebody is said by a name that was typed, or by a card, which says none.
    said = [answer.get("name") if isinstance(answer, Mapping) else answer for answer in answers]
    typed = [answer for answer in said if isinstance(answer, str)]
    names = {offer.person for offer in cards if offer.person} | {state.heading, *typed}
    names |= {state.served.name} if state.served is not None else set()
    # The longest first: no part of a name is left over of it.
    return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))
