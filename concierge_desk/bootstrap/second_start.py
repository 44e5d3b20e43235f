"""Second start of the program: the window that is open already comes to the front, and nothing else happens.

Source: docs/contract.md, "The window"; decision 0057.
"""

import os
import time
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import DataFolder

_PATIENCE_S = 5.0
_LOOKED_S = 0.02
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""What a desktop hands to a program that somebody started: whoever shows it may come to the front."""


class WindowSeat:
    """Seat of the one window that a desk has: taken before its first desk is opened, left after its last."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._taken = False

    def __enter__(self) -> Self:
        """Take it later."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave it, where it was taken."""
        self._held.close()
        self._taken = False

    def take(self, folder: DataFolder) -> bool:
        """Take the seat at a desk, and say whether it was free until now; taken once, it stays.

        Args:
            folder: The data folder of the desk.

        Raises:
            EnvironmentFailure: ``window.open_already``; the folder cannot be locked.
        """
        if self._taken:
            return False
        # First the window, then what the store is made of.
        from concierge_desk.store.locks import one_window  # noqa: PLC0415

        with suppress(OSError):
            # What is wrong with the folder is told when it is locked.
            folder.locks.mkdir(mode=0o700, exist_ok=True)
        self._held.enter_context(one_window(folder.locks))
        self._taken = True
        return True


def is_answered(folder: DataFolder, *, wait: bool = False) -> bool:
    """Ring the bell of a desk's window, and say whether one came to the front; False where none is open.

    Args:
        folder: The data folder of the desk.
        wait: One is known to be open: it may be about to hang its bell.

    Raises:
        EnvironmentFailure: ``window.open_already``: one is open, and does not answer.
    """
    end = time.monotonic() + _PATIENCE_S
    while not folder.bell.exists():
        # Where nobody ever was, nothing more is looked at.
        if not wait or time.monotonic() > end:
            return False
        time.sleep(_LOOKED_S)
    if not _is_held(folder):
        # Of one that was killed.
        with suppress(OSError):
            folder.bell.unlink()
        return False
    _ring(folder)
    while folder.bell_rung.exists():
        if time.monotonic() > end:
            with suppress(OSError):
                folder.bell_rung.unlink()
            raise EnvironmentFailure("window.open_already")
        time.sleep(_LOOKED_S)
    return True


def _is_held(folder: DataFolder) -> bool:
    """Say whether a window has its place at the desk."""
    # A first start knows it without.
    from concierge_desk.store.locks import WINDOW, try_lock  # noqa: PLC0415

    try:
        lock = try_lock(folder.locks / WINDOW)
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    return False


def _ring(folder: DataFolder) -> None:
    """Ring, whole or not at all: the bell is looked at as soon as it moves.

    Raises:
        EnvironmentFailure: ``window.open_already``: the disk takes nothing.
    """
    token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
    if os.name == "nt":
        _let_others_come()
    half = folder.bell_rung.with_suffix(f".{os.getpid()}")
    try:
        half.write_text(token if token.isascii() else "", "ascii")
        half.replace(folder.bell_rung)
    except OSError as error:
        raise EnvironmentFailure("window.open_already") from error


def _let_others_come() -> None:
    """Let another program come to the front, as Windows asks of the one that was started last."""
    import ctypes  # noqa: PLC0415

    ctypes.windll.user32.AllowSetForegroundWindow(-1)  # type: ignore[attr-defined]
