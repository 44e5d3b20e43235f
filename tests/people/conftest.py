"""What random people come to: a desk to copy, and somebody who kills."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from concierge_desk.counter.site import read_site
from concierge_desk.desk.commission import commission
from concierge_desk.desk.desk import Options
from tests.e2e.driver import environment
from tests.model.killing import Killer
from tests.model.tables import site
from tests.people.played import COMMISSIONED


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commissioned desk."""
    made = tmp_path_factory.mktemp("people") / "modele"
    commission(Options(made, datetime.fromisoformat(COMMISSIONED)), read_site(site()), practice=True)
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
