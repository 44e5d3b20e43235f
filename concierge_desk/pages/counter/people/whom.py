"""People among whom a name that was typed is chosen: none of them is taken without a key that says so. No Qt.

Source: decision 0085.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from concierge_desk.counter.cards.leads import WHO_NOW
from concierge_desk.counter.cards.offers import TYPED, Ask, Offer, Option
from concierge_desk.counter.values.codes import read_code
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.state import Whom
from concierge_desk.ui.presenter.answers import answer_of
from concierge_desk.ui.presenter.asking import Asking, with_answers

MOST_SHOWN = 8
"""More people of one name are not shown: whoever asks types more of it."""

Say = Callable[..., str]


def is_asked(ask: Ask | None) -> bool:
    """Say whether a question is for somebody, by a card or a name."""
    return ask is not None and ask.whom and ask.kind in TYPED


def is_code(text: str) -> bool:
    """Say whether a code of ours was typed, read well or not: it is no name."""
    try:
        return read_code(text) is not None
    except ValueError:
        return True


def is_of_something(asking: Asking) -> bool:
    """Say whether an act was said to be for a thing: that may have an owner itself."""
    return any(
        ask.field == "of" and answer is not None
        for ask, answer in zip(asking.act.asks, asking.answers, strict=False)
    )


def whom_of(offer: Offer) -> Whom | None:
    """Return who is served by a card that is shown; None where it is nobody's card."""
    leads = next((act.leads for act in offer.acts if act.leads.startswith(WHO_NOW)), "")
    return Whom(leads.removeprefix(WHO_NOW), offer.person or "") if leads else None


def whose_key(chosen: Offer | None, offers: Iterable[Offer]) -> Offer | None:
    """Return the card of whom a key is for that is pressed while cards are shown; None where that is asked.

    The card that is chosen, where it is somebody's; else the only one of a person, where all that is shown is hers.
    """
    if chosen is None:
        return None
    if whom_of(chosen) is not None:
        return chosen
    shown = tuple(offers)
    people = people_in(shown)
    if len(people) != 1:
        return None
    whom, card = people[0]
    return card if whom.name and all(offer.person == whom.name for offer in shown) else None


def people_in(offers: Iterable[Offer]) -> list[tuple[Whom, Offer]]:
    """Return the people among cards."""
    return [(whom, offer) for offer in offers if (whom := whom_of(offer)) is not None]


def choice_among(ask: Ask, typed: str, people: list[tuple[Whom, Offer]], asking: Asking, say: Say) -> Asking:
    """Return an asking in whose place for a name the people of that name are chosen from.

    Args:
        ask: For whom it asks.
        typed: The name.
        people: Who is known by it.
        asking: The question stands in it.
        say: Says a sentence in the language asked.
    """
    shown = people[:MOST_SHOWN]
    options = [
        Option(whom.name, {"card": whom.card} if ask.kind == "who" else whom.card, offer.detail)
        for whom, offer in shown
    ]
    # One alone is proposed: Enter says that it is the one.
    proposal = options[0].value if len(options) == 1 else None
    if ask.kind == "who":
        only: Any = answer_of(ask, typed, date.min)
        options.append(Option(say(N_("Somebody else: the name alone is kept")), only))
    question = say(N_("Who of them is it? Esc: type the name again."))
    chosen = Ask(ask.field, question, "choice", tuple(options), proposal, whom=True)
    return with_ask(asking, chosen)


def with_ask(asking: Asking, ask: Ask) -> Asking:
    """Return an asking in which another question stands in the place of the one that is asked."""
    at = len(asking.answers)
    asks = (*asking.act.asks[:at], ask, *asking.act.asks[at + 1 :])
    return replace(asking, act=replace(asking.act, asks=asks), complaint="", note="")


def as_offered(asking: Asking) -> Asking:
    """Return an asking whose questions to come are those of its card again: nobody is chosen among any more."""
    own = next(
        (act for act in asking.offer.acts if (act.do, act.label) == (asking.act.do, asking.act.label)), None
    )
    return asking if own is None else replace(asking, act=with_answers(own, asking.answers))


def namesakes(people: list[tuple[Whom, Offer]], say: Say) -> str:
    """Return who bears a name already, in a sentence; empty where nobody does."""
    if not people:
        return ""
    known = "\N{NO-BREAK SPACE}; ".join(
        ", ".join(filter(None, (whom.name, offer.detail.partition(" · ")[0])))
        for whom, offer in people[:MOST_SHOWN]
    )
    return say(N_("Known here already: {people}. Go on only if it is somebody else."), people=known)
