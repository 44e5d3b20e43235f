"""Thing as `look` and `day morning` tell it by line: which, of whom, where it stands, by when, what is open of it.

Source: docs/contract.md, "Words".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldThing:
    """One thing, read now.

    Attributes:
        thing: What a command takes for it: a number, a code.
        service: Code of the service.
        state: Where it stands, such as ``held``: a code of the list of the service's states.
        place: Where it lies; empty where it lies nowhere here.
        due_slot: By when it is due, as an ISO interval of a half-day; None without one.
        open_cents: What is still to be paid for it; below nothing what is to be given back.
    """

    thing: str
    service: str
    state: str
    place: str = ""
    due_slot: str | None = None
    open_cents: int = 0
