"""State that the paper of people is drawn from, out of the tables.

Source: decision 0085.
"""

from dataclasses import replace

from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.people.model.fields import recognised
from concierge_desk.mechanisms.people.model.papers import PaperCard
from concierge_desk.mechanisms.people.tables.people import lost_day, person
from concierge_desk.store.connection import Connection


def load_card(connection: Connection, card: str) -> PaperCard:
    """Return somebody's card, or one that is printed before anybody has it; one that was lost is printed no more.

    Raises:
        Refused: ``print.unknown``.
    """
    if (recognised(card) or {}).get("card") != card or lost_day(connection, card) is not None:
        raise Refused("print.unknown", document=f"card:{card}")
    found = person(connection, card)
    return PaperCard(card, "" if found is None else found.full_name)


def unnamed(state: PaperCard) -> PaperCard:
    """Return a card without the name."""
    return replace(state, name="…")
