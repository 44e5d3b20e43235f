"""Inputs that come before the desk is open: kept in order, and acted on when it is.

Source: docs/contract.md, "Budgets"; decision 0019.
"""

from concierge_desk.pages.counter.inputs import Input
from concierge_desk.pages.counter.state import State


class Early:
    """Stands where the front will be.

    Attributes:
        state: Nothing is shown yet.
        given: What came in.
        is_at_work: Nothing is done yet: whatever is pressed is kept.
    """

    is_at_work = False

    def __init__(self) -> None:
        self.state = State()
        self.given: list[Input] = []

    def feed(self, given: Input) -> None:
        """Keep an input for the front."""
        self.given.append(given)
