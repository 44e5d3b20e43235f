"""Desks that the tests of the command line copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.helpers import end_log, make, record, say
from tests.e2e.driver import CLOCK, DAY, LINES


@pytest.fixture(autouse=True)
def _no_desk_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No variable of the machine leads anywhere, and no log of a test goes on."""
    for name in ("CONCIERGE_DESK_DATA", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    yield
    end_log()


@pytest.fixture(scope="session")
def _new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("cli-new") / "poste")


@pytest.fixture(scope="session")
def _played(_new: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("cli-played") / "poste"
    shutil.copytree(_new, data)
    assert record(data, LINES, "--clock", CLOCK).status == 0
    return data


@pytest.fixture(scope="session")
def _export(_played: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-export")
    shutil.copytree(_played, folder / "poste")
    done = say("--data", folder / "poste", "export", "laposte", "--day", DAY, "--to", folder, "--json")
    return Path(done.json["path"])


@pytest.fixture
def new(_new: Path, tmp_path: Path) -> Path:
    """A practice desk on the morning of the real day."""
    shutil.copytree(_new, tmp_path / "matin")
    return tmp_path / "matin"


@pytest.fixture
def played(_played: Path, tmp_path: Path) -> Path:
    """The desk at the end of the real day."""
    shutil.copytree(_played, tmp_path / "poste")
    return tmp_path / "poste"


@pytest.fixture(scope="session")
def exported(_export: Path) -> bytes:
    """La Poste's file of the real day, of the same desk as `played`."""
    return _export.read_bytes()
