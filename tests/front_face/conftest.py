"""A desk with its face: what the window's front would talk to."""

from collections.abc import Iterator

import pytest

from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import Desks, Play
from tests.front_face.asked import at_hand


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    """Makes practice desks; each site is commissioned once."""
    return Desks(tmp_path_factory.mktemp("desks"))


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    """A practice desk on Wednesday 25 November 2026 at 8:00, not open yet."""
    with desks.desk() as lent:
        yield lent


@pytest.fixture
def shop(play: Play) -> Play:
    """The same, opened with 80.00 €."""
    play.open(float_cents=8000)
    return play


@pytest.fixture
def face(play: Play) -> Iterator[FrontFace]:
    """The desk's face in English, under the same clock as the test's own acts."""
    lent = FrontFace(at_hand(play), "en")
    yield lent
    lent.close()
