from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mechanisms.coats import Cloakroom, cloakroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Cloakroom]:
    """Hang two coats of one cleaner's."""
    with cloakroom(tmp_path) as found:
        found.hang("C1")
        found.hang("C2", "H2")
        yield found
        assert found.agrees()
