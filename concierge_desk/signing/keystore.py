"""The keystore of the operating system, through `keyring`: there, locked, or not to be had.

Loading `keyring` takes a tenth of a second, so this module is imported by whoever needs it, then.

Source: docs/contract.md, "Private key".
"""

import secrets
import sys
from configparser import Error as ConfigError
from contextlib import suppress

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError

from concierge_desk.domain.errors import EnvironmentFailure

SERVICE = "concierge-desk"

# What lies below `keyring` raises errors of its own that are no KeyringError; they share no base.
_FOREIGN_ERRORS = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
)


def put(secret: str) -> str | None:
    """Keep a secret and read it back.

    Returns:
        The random id it is kept under; None when no keystore took it.
    """
    for backend in _backends():
        entry = secrets.token_hex(16)
        if _kept(backend, entry, secret):
            return entry
    return None


def get(entry: str) -> str:
    """Return a kept secret.

    Raises:
        EnvironmentFailure: ``keys.keystore_absent`` when this session has no keystore at all,
            ``keys.keystore_locked`` when it refuses to answer, ``keys.missing`` when it answers that
            it has no such entry.
    """
    backends = _backends()
    if not backends:
        raise EnvironmentFailure("keys.keystore_absent")
    refused = False
    for backend in backends:
        try:
            found = backend.get_password(SERVICE, entry)
        except _errors():
            refused = True
            continue
        if found is not None:
            return found
    raise EnvironmentFailure("keys.keystore_locked" if refused else "keys.missing")


def note(entry: str, text: str) -> bool:
    """Keep a text that is no secret under a name of its own, in place of an earlier one; False when none took it."""
    return any(_kept(backend, entry, text) for backend in _backends())


def noted(entry: str) -> str | None:
    """Return such a text; None where there is none, and where no keystore answers."""
    try:
        return get(entry)
    except EnvironmentFailure:
        return None


def forget(entry: str) -> None:
    """Take an entry back that nothing leads to; one that stays behind does no harm."""
    for backend in _backends():
        with suppress(*_errors()):
            backend.delete_password(SERVICE, entry)


def _kept(backend: KeyringBackend, entry: str, secret: str) -> bool:
    try:
        backend.set_password(SERVICE, entry, secret)
        if backend.get_password(SERVICE, entry) == secret:
            return True
    except _errors():
        pass
    with suppress(*_errors()):
        backend.delete_password(SERVICE, entry)
    return False


def _backends() -> tuple[KeyringBackend, ...]:
    """Return the keystores to ask, the best first: those of the system, never a file of a plugin."""
    try:
        chosen = keyring.get_keyring()
        members = chosen.backends if isinstance(chosen, ChainerBackend) else (chosen,)
        return tuple(member for member in members if _trusted(member))
    except _errors(ImportError, AttributeError, ValueError, TypeError, ConfigError):
        # A backend named in the user's settings or environment that does not exist, or does not work.
        return ()


def _trusted(backend: KeyringBackend) -> bool:
    if isinstance(backend, fail.Keyring | null.Keyring):
        return False
    return all(base.__module__.partition(".")[0] != "keyrings" for base in type(backend).__mro__)


def _errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    found: list[type[Exception]] = [KeyringError, OSError, RuntimeError, EOFError, *more]
    for module, name in _FOREIGN_ERRORS:
        # A module that was never loaded cannot have raised.
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            found.append(kind)
    return tuple(found)
