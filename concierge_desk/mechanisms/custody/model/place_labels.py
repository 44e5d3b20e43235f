"""Label of a place as a field takes it: a code such as ``A3``, or words that are read twice."""

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
