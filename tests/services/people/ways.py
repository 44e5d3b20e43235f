"""Ways to what is done with people in the window: the door of a new one, the card of somebody who is typed."""

from typing import Any

from tests.counter.desks import Play
from tests.services.people import samples
from tests.ui.ways.steps import Act, Choose, Name, Page, Scan, Step, Write
from tests.ui.ways.way import CASH, Way, Ways


def _on_card(*steps: Step, before: Any = samples.martin) -> Way:
    """Return a way on the card of somebody whose name is typed."""
    return Way("counter", (Name("Martin"), *steps), before=before)


WAYS: Ways = {}
