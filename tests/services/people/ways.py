"""Ways to what is done with people in the window: the door of a new one, the card of somebody who is typed."""

from typing import Any

from tests.services.people import samples
from tests.ui.ways.steps import Name, Step
from tests.ui.ways.way import Way, Ways


def _on_card(*steps: Step, before: Any = samples.martin) -> Way:
    """Return a way on the card of somebody whose name is typed."""
    return Way("counter", (Name("Martin"), *steps), before=before)


WAYS: Ways = {}
