"""What the desk is played against its model with: desks to copy, somebody who kills, the seed of the run."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from concierge_desk.counter.site import read_site
from concierge_desk.desk.commission import commission
from concierge_desk.desk.desk import Options
from tests.dice import SEED
from tests.e2e.driver import environment
from tests.model.killing import Killer
from tests.model.played import COMMISSIONED
from tests.model.tables import site


@pytest.fixture(scope="session")
def seed_number() -> int:
    """The seed of this run."""
    return int(os.environ[SEED])


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Commissioned desks to copy, by the first day of their fiscal year."""
    root = tmp_path_factory.mktemp("model")
    made = {fiscal: root / f"modele-{fiscal}" for fiscal in ("01-01", "07-01")}
    for fiscal, folder in made.items():
        commission(
            Options(folder, datetime.fromisoformat(COMMISSIONED)), read_site(site(fiscal)), practice=True
        )
    return made


@pytest.fixture(scope="session")
def killer() -> Iterator[Killer | None]:
    """Has acts played by processes that are killed; none where a system cannot fork: the power goes instead."""
    if not hasattr(os, "fork"):
        yield None
        return
    lent = Killer(environment())
    yield lent
    lent.end()
