"""Desks and disks that the tests of failures share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cli.helpers import end_log
from tests.e2e.driver import Shop, commands, new_shop, played_shop, to_lines
from tests.failures.disks import Disk, disk
from tests.failures.posts import Post

__all__ = ["new_shop", "played_shop"]


@pytest.fixture(autouse=True)
def _no_desk_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No variable of the machine leads anywhere, and no log of a test goes on."""
    for name in ("CONCIERGE_DESK_DATA", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    yield
    end_log()


@pytest.fixture(scope="session")
def open_shop(new_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The desk of the real day before its closing; copy it, leave it as it is."""
    shop = new_shop.copy(tmp_path_factory.mktemp("open") / "poste")
    shop.record(to_lines(commands()[:-1]))
    return shop


@pytest.fixture
def new(new_shop: Shop, tmp_path: Path) -> Post:
    """A practice desk on the morning of the real day."""
    return Post(new_shop.data).copy(tmp_path / "poste")


@pytest.fixture
def played(played_shop: Shop, tmp_path: Path) -> Post:
    """The desk at the end of the real day."""
    return Post(played_shop.data).copy(tmp_path / "poste")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[..., Disk]]:
    """Mounts a small disk of a kind, until the test is over."""
    with ExitStack() as mounted:

        def mount(kind: str = "memory") -> Disk:
            return mounted.enter_context(disk(kind, tmp_path))

        yield mount
