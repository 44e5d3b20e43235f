"""Stand-ins for the keystore of a system, which no test has: named in ``PYTHON_KEYRING_BACKEND`` of a process.

They keep their entries in the file that ``KEYSTORE_FILE`` names, so that one process finds what another left.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import KeyringLocked, PasswordDeleteError

FILE, SWITCH = "KEYSTORE_FILE", "KEYSTORE_LOCKED"


class Open(KeyringBackend):
    """A keystore whose session is open."""

    @properties.classproperty
    def priority(self) -> float:
        """Return how much it is wanted: not at all in a process that names no file, such as the tests' own."""
        if FILE not in os.environ:
            raise RuntimeError(FILE)
        return 5

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._entries(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._entries()
        if entries.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError("no such entry")
        self._keep(entries)

    def _entries(self) -> dict[str, str]:
        path = Path(os.environ[FILE])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def _keep(self, entries: dict[str, str]) -> None:
        Path(os.environ[FILE]).write_text(json.dumps(entries), "utf-8")


class Locked(Open):
    """The same keystore while nobody has unlocked its session."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("the collection is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("the collection is locked")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("the collection is locked")


class Switched(Open):
    """The same keystore, locked as long as the file is there that ``KEYSTORE_LOCKED`` names."""

    def get_password(self, service: str, username: str) -> str | None:
        if Path(os.environ[SWITCH]).exists():
            raise KeyringLocked("the collection is locked")
        return super().get_password(service, username)
