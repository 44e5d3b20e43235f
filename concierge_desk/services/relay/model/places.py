"""The places of the shop's shelves: their list, and which one the next item gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import Otherwise
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Items
from concierge_desk.counter.values.rows import Listed
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.custody.model.places import LONGEST_LABEL
from concierge_desk.services.relay.model.kinds import SHELF


@dataclass(frozen=True, slots=True)
class SetPlaces:
    """The shop lists the places of its shelves, in the order they are filled."""

    places: Annotated[tuple[str, ...], Items(SHELF), "Labels of the places, in the order they are filled."]
    more: Annotated[tuple[str, ...], Listed(SHELF), "Others, filled after these.", Otherwise(())]
    confirmed: AskedTwice = False


def set_places(_state: None, command: SetPlaces, _context: Context) -> tuple[Event, ...]:
    """Keep the list, each place once; an empty one lets the shelves used so far stand for it.

    Raises:
        Refused: ``relay.place_unusual`` unless it was confirmed.
    """
    return (Event("relay.places_set", {"places": list(dict.fromkeys((*command.places, *command.more)))}),)


def places_of(site: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the list of the site file as its entry keeps it; nothing where it has none.

    Raises:
        Refused: ``site.invalid``.
    """
    found = site.get("places", [])
    if not isinstance(found, list) or not all(
        isinstance(place, str) and place == place.strip() and 0 < len(place) <= LONGEST_LABEL
        for place in found
    ):
        raise Refused("site.invalid", field="services.relay.places")
    return {"places": list(dict.fromkeys(found))} if found else {}
