"""People who are served: the person of a card, and those for whom things may be given to that one.

Source: decision 0085.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else whom a label may mean.

    Attributes:
        family: As of `Served`.
        given: As of `Served`.
        told: Name and home, in the language asked.
    """

    family: str
    given: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody for whom things may be given to whoever stands there.

    Attributes:
        keys: That parties of things are tied to.
        family: The family name, or the only one that is known: what a label has to say.
        given: Given names, and what the person is called: what else a label may say.
        said: How somebody else's thing is said to be that, in the language asked; empty for the person's own.
        services: Codes of those that it reaches; None for all.
        namesakes: Everybody else who bears the family name.
        notes: What is noted about somebody, by the code of the service whose things it is shown with.
    """

    keys: tuple[str, ...]
    family: str
    given: tuple[str, ...] = ()
    said: str = ""
    services: frozenset[str] | None = None
    namesakes: tuple[Namesake, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
