"""Stay of a thing of a nature, on its card: whose it is, where it lies, what is the matter with it, that somebody was told.

Source: decisions 0092, 0093, 0094.
"""

from collections.abc import Callable, Iterator, Mapping

from concierge_desk.counter.cards.nature_cards import NatureCards
from concierge_desk.counter.cards.offers import Ask, OfferedAct
from concierge_desk.i18n import N_

_BY = {"phone": N_("By telephone"), "letter": N_("By letter"), "email": N_("By mail"), "here": N_("Here")}


def whom(cards: NatureCards, question: str) -> Ask:
    """Return the question of whom something is for: whoever is served, where somebody is."""
    return cards.ask("who", question, "who", optional=True, whom=True, scanned=True, spared=True)


def remark(cards: NatureCards) -> Ask:
    """Return the question for a remark; it may be left out."""
    return cards.ask("note", N_("What is there to say?"), "text", optional=True)


def how_told(cards: NatureCards, proposal: str = "phone") -> Ask:
    """Return the question of how somebody was told."""
    return cards.choice("by", N_("How was it told?"), _BY, proposal)


def another_place(cards: NatureCards, thing: Mapping[str, str]) -> OfferedAct:
    """Return how a thing is put elsewhere."""
    return cards.act(
        cards.say("Another place"), "move", thing, cards.ask("place", N_("On which place?"), "text")
    )


def incident(
    cards: NatureCards, thing: Mapping[str, str], words: Mapping[str, str], may: Callable[[str], bool]
) -> Iterator[OfferedAct]:
    """Yield how it is said that something is the matter with a thing; nothing where nothing can be.

    Args:
        cards: Of its nature.
        thing: Fields that name it.
        words: By incident, what it is called; English sources.
        may: Says of an incident whether it can be now.
    """
    told = {code: label for code, label in words.items() if may(code)}
    if told:
        what = cards.choice("incident", N_("What is the matter with it?"), told)
        yield cards.act(cards.say("Incident"), "report_incident", thing, what, remark(cards))
