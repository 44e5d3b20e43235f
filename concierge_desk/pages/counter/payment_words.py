"""Words of the question for another means than cash, read and heard alike."""

from concierge_desk.domain.money import format_amount
from concierge_desk.pages.counter.state import Paying
from concierge_desk.ui.kit.speech import say


def paying_title(paying: Paying) -> str:
    """Return the question: by which means, and where there are several parts, whose."""
    if paying.back:
        return say("{amount} to give back: by which means?", amount=format_amount(paying.cents))
    if paying.amounts:
        return say("Whose part, and by which means?")
    return say("{amount}: by which means?", amount=format_amount(paying.cents))


def way_words(paying: Paying, place: int) -> str:
    """Return a way to pay as it is heard in the list; with its amount where each has its own."""
    return means_words(paying, place) if paying.amounts else paying.means[place].label


def means_words(paying: Paying, place: int | None = None) -> str:
    """Return a way to pay with its amount: the one that is confirmed next, unless another is asked for."""
    place = paying.selected if place is None else place
    amount = format_amount(paying.cents_by(place))
    return say("{how}, {amount}", how=paying.means[place].label, amount=amount)
