"""Requests of a page to the counter: a card, a word, a paper.

Source: decisions 0022, 0028.
"""

from dataclasses import dataclass

PARKED = "visits"
"""Card by which a page asks for the visits that were set aside, however many there are."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Request of a page to the counter: a card, or what goes by a word.

    Attributes:
        card: What the card is found by; empty where a word is asked.
        act: Command that is chosen on it; empty where the first one is.
        begins: What that act asks is asked at once, where Enter may begin it.
        word: Looked up as if it had been typed there.
        paper: Shown over the page, which stays.
        key: Name of a key that is pressed for her, wherever it leads.
        lead: What an act of a card leads to: a page by its code, or what a key does by its name; the page shows `card`.
    """

    card: str = ""
    act: str = ""
    begins: bool = False
    word: str = ""
    paper: str = ""
    key: str = ""
    lead: str = ""
