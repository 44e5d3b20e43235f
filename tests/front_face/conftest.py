"""A desk with its face: what the window's front would talk to."""

from collections.abc import Iterator

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Play
from tests.front_face.asked import at_hand


@pytest.fixture
def face(play: Play) -> Iterator[FrontFace]:
    """The desk's face in English, under the same clock as the test's own acts."""
    lent = FrontFace(at_hand(play), "en")
    yield lent
    lent.close()
