"""A shop that lends tools."""

import pytest

from tests.counter.desks import Play
from tests.lending.test_loans import stocked


@pytest.fixture
def tools(play: Play) -> Play:
    play.open(float_cents=8000)
    return stocked(play)
