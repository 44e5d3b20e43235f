"""The model's books: every figure is the sum of what was done, added up anew each time; what never was is left out.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tests.model.facts import No
from tests.people.facts import Cheque, Deed, Draft, Person, Thing, Ticket
from tests.people.hood import Hood

OWN: Final = "OWN"


class Books:
    """What was done, and what is known of it."""

    def __init__(self) -> None:
        self.hood = Hood()
        self.deeds: list[Deed] = []
        self.things: list[Thing] = []
        self.tickets: list[Ticket] = []
        self.cheques: dict[str, Cheque] = {}
        self.by_rate: dict[str, Counter[tuple[int, str]]] = {}
        """What is left of each debt by rate and nature, as entries say it."""
        self.drafts: list[Draft] = []
        self.settled: set[str] = set()
        self.day = ""
        self.cash = 0
        """In the drawer."""

    def left(self, thing: Thing, now: Sequence[Deed] = ()) -> int:
        """What is left of a thing, after what the same visit did before."""
        done = [deed for deed in (*self.deeds, *now) if not deed.struck]
        return sum(cents for deed in done for of, cents in deed.moves if of is thing)

    def in_safe(self, thing: Thing, now: Sequence[Deed] = ()) -> bool:
        """Whether it is a cheque that nobody took to the bank."""
        return thing.by_cheque and not any(
            deed.takes_in and of is thing
            for deed in (*self.deeds, *now)
            if not deed.struck
            for of, _ in deed.moves
        )

    def fund(self, fund: str) -> int:
        """What all lines of a fund come to."""
        lines = [deed for ticket in self.tickets for deed in ticket.deeds]
        return sum(deed.cents for deed in lines if deed.fund == fund)

    def there(self, sort: str) -> list[Thing]:
        """Things of a sort that were not taken back, the oldest before."""
        return [thing for thing in self.things if thing.sort == sort and not thing.never]

    def debts_of(self, person: Person) -> list[Thing]:
        """What somebody owes, whoever of the merged it was."""
        return [debt for debt in self.there("debt") if self.hood.owes(debt.owner, person)]

    def named(self, of: str, sort: str) -> list[Thing]:
        """What a code means: a thing, or all that belong to something."""
        known = self.there(sort)
        return [thing for thing in known if thing.code == of] or [thing for thing in known if thing.of == of]

    def one(self, of: str, sort: str) -> Thing:
        """The one thing that a code means, of which something is left."""
        found = self.named(of, sort)
        left = [thing for thing in found if self.left(thing)]
        if not found or len(left) != 1:
            why = "unknown" if not found else "which_one" if left else "over"
            raise No(f"{sort}.{why}")
        return left[0]
