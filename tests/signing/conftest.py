from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.errors
import pytest


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keystore that works, unless told not to."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.failing: dict[str, Exception] = {}
        self.forgetful = False

    def get_password(self, service: str, username: str) -> str | None:
        self._fail("get")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail("set")
        if not self.forgetful:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail("delete")
        if self.entries.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("no such entry")

    def _fail(self, act: str) -> None:
        if act in self.failing:
            raise self.failing[act]


@pytest.fixture(autouse=True)
def _restored_keyring() -> Iterator[None]:
    """No test reaches the keystore of the machine: it starts without one."""
    before = keyring.core._keyring_backend
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.core._keyring_backend = before


@pytest.fixture
def keystore_backend() -> MemoryKeyring:
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    return backend
