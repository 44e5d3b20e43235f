"""State that the paper of people is drawn from. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card, and whose it is; without a name where nobody has it yet."""

    card: str
    name: str
