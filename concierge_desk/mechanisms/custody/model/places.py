"""Places: which one the next thing gets, and their label as a field takes it: a code such as ``A3``, or words read twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.counter.values.journal_texts import Doubted, Screen
from concierge_desk.counter.values.kinds import Text
from concierge_desk.domain.inscriptions import is_inscription

LONGEST_LABEL = 20
"""Characters of a place's label: it is read at arm's length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLabel(Text):
    """Label of a place: one of the shop's own, or a new code such as ``A3``; anything else is asked for twice.

    Attributes:
        unusual: What is answered to anything else, until it is confirmed.
    """

    max_length: int = LONGEST_LABEL
    unusual: str

    def screened(self, text: str, screen: Screen) -> str:
        """Let what is a code pass, and what is in use; ask twice for other words, and keep beside what may be a name.

        Source: decision 0056.
        """
        if is_inscription(text):
            return text
        known = screen.in_use("place", text)
        if known is not None:
            return known
        # Hundreds of words that are names of nobody: with the first label that is typed.
        from concierge_desk.mechanisms.custody.model.place_codes import (  # noqa: PLC0415
            is_place_code,
            is_telling_place,
        )

        telling = is_telling_place(text) or screen.names_somebody(text)
        if not telling and is_place_code(text):
            return text
        if not screen.confirmed:
            raise Doubted(self.unusual)
        return screen.inscribed(text) if telling else text


def proposed(
    places: Sequence[str],
    crowd: Mapping[str, int],
    but: str | None = None,
    capacities: Mapping[str, int] | None = None,
) -> str | None:
    """Return the place of the next item: the first that is empty, else the least crowded; None without any.

    One that holds no more is proposed where all of them are full.

    Args:
        places: In the order they are filled.
        crowd: How many items lie on each.
        but: Where the item lies already.
        capacities: How many some of them hold.
    """
    most = capacities or {}

    def fullness(place: str) -> tuple[bool, int]:
        lies = crowd.get(place, 0)
        return lies >= most.get(place, lies + 1), lies

    return min((place for place in places if place != but), key=fullness, default=None)
