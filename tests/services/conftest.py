"""Desks for the services' tests."""

from collections.abc import Iterator

import pytest

from tests.counter.desks import Desks, Play


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
