"""People who are served: the person of a card, and those for whom things may be given to that one.

Source: decision 0085.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody for whom things may be given to whoever stands there.

    Attributes:
        keys: That parties of things are tied to.
        family: The family name, or the only one that is known: what a label has to say.
        given: Given names, and what the person is called: what else a label may say.
        said: How somebody else's thing is said to be that, in the language asked; empty for the person's own.
        services: Codes of those that it reaches; None for all.
        namesakes: How those are told apart who bear the same name, in the language asked; empty where nobody does.
    """

    keys: tuple[str, ...]
    family: str
    given: tuple[str, ...] = ()
    said: str = ""
    services: frozenset[str] | None = None
    namesakes: str = ""
