import shutil
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from concierge_desk import paths
from concierge_desk.cli.record import play_lines
from concierge_desk.desk import commission
from concierge_desk.desk.desk import Options, open_desk
from tests.store.stores import Lived

BEGINS = datetime(2026, 11, 25, 8, 0)  # noqa: DTZ001  (local time of the site, as --clock takes it)


@pytest.fixture(scope="session", autouse=True)
def _no_keystore() -> Iterator[None]:
    """No test reaches the keystore of the machine."""
    before = keyring.core._keyring_backend
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.core._keyring_backend = before


@pytest.fixture(scope="session")
def practice_day(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """A practice desk that lived the shipped day: made once, altered by nobody."""
    options = Options(data=tmp_path_factory.mktemp("practice") / "poste", clock=BEGINS)
    made = commission.commission(options, commission.read_site_file("ampere"), practice=True)
    with open_desk(options) as desk:
        for answer in play_lines(desk, BytesIO(paths.resource("practice/day.jsonl")), None):
            assert answer.refused is None
    return Lived.at(options.data, made.public_key, made.desk)


@pytest.fixture
def lived(practice_day: Lived, tmp_path: Path) -> Lived:
    """A copy of that desk, to be altered."""
    root = tmp_path / "poste"
    shutil.copytree(practice_day.root, root)
    return Lived.at(root, practice_day.public_key, practice_day.desk)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a small store lies."""
    return tmp_path / "concierge.db"
