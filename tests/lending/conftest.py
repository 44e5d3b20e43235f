"""A shop that lends tools."""

import pytest

from tests.counter.desks import Play
from tests.lending.test_loans import stocked


@pytest.fixture
def tools(play: Play) -> Play:
    return stocked(play)
