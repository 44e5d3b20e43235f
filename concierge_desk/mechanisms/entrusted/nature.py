"""Nature of what is entrusted: all that makes a service of its own of the one mechanism, as data.

Source: decision 0093.
"""

from dataclasses import dataclass

from concierge_desk.counter.service_nature import ServiceNature


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature(ServiceNature):
    """What a trade is: its works and qualities, its lists, a few truths. It is looked for by its name where it has no words.

    Attributes:
        works: What is done to a piece; where nobody says, the first that its kind is for, else the first.
        qualities: How fast; the first where nobody says.
        place: Where pieces lie until they have a place of their own.
        redo_days: Days after collection in which a piece is done again as a matter of course.
        reserves: List of what may be wrong with a piece when it comes in.
        positions: List of where on it.
        prices: Resource of the prices that it ships; empty where each shop sets its own.
        bareme: Resource of what is taken off a value by age; empty where there is none.
        own_work: The shop does it itself, unless a workshop is named.
        quote: The price is told later, and accepted or not.
        old_parts: What was taken out is given back or left, and it is asked.
        proof: Kinds whose owner has to be seen, by his card.
    """

    works: tuple[str, ...]
    qualities: tuple[str, ...]
    place: str
    redo_days: int
    reserves: str
    positions: str
    prices: str = ""
    bareme: str = ""
    own_work: bool = False
    quote: bool = False
    old_parts: bool = False
    proof: tuple[str, ...] = ()
