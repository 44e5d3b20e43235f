"""Nature of what is entrusted: all that makes a service of its own of the one mechanism, as data.

Source: decision 0093.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nature:
    """What a trade is: its works and qualities, its lists, a few truths.

    Attributes:
        code: As in kinds, commands, tables; code of the service.
        label: English source of its name on screen.
        group: Under which heading of the shop it stands.
        vat_code: Of the dated rates, of what the shop sells on its own account.
        works: What is done to a piece; where nobody says, the first that its kind is for, else the first.
        qualities: How fast; the first where nobody says.
        place: Where pieces lie until they have a place of their own.
        redo_days: Days after collection in which a piece is done again as a matter of course.
        kinds: Resource of the kinds that the program ships.
        reserves: List of what may be wrong with a piece when it comes in.
        positions: List of where on it.
        prices: Resource of the prices that it ships; empty where each shop sets its own.
        bareme: Resource of what is taken off a value by age; empty where there is none.
        icon: Name of its picture; the code by default.
        words: English source of the words that it is looked for by, parted by spaces; its name by default.
        own_work: The shop does it itself, unless a workshop is named.
        quote: The price is told later, and accepted or not.
        old_parts: What was taken out is given back or left, and it is asked.
        fnuci: A piece bears a number by which its owner is known.
        proof: Kinds whose owner has to be seen, by his card.
    """

    code: str
    label: str
    group: str
    vat_code: str
    works: tuple[str, ...]
    qualities: tuple[str, ...]
    place: str
    redo_days: int
    kinds: str
    reserves: str
    positions: str
    prices: str = ""
    bareme: str = ""
    icon: str = ""
    words: str = ""
    own_work: bool = False
    quote: bool = False
    old_parts: bool = False
    fnuci: bool = False
    proof: tuple[str, ...] = ()
