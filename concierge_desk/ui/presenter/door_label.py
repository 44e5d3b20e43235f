"""Label of a door: what can be done whoever stands there, as a page's button says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoorLabel:
    """A door of a service that leads somewhere now: what opens it, what its button says in the language asked."""

    code: str
    label: str
