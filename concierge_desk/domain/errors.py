"""The families of failures: refused, environment, integrity; anything else is our bug, and logged by its place."""

import errno
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import ClassVar, Final, TypeAlias

Param: TypeAlias = str | int | None


class DeskError(Exception):
    """A failure that is told in one sentence, rendered from its code.

    Attributes:
        code: The released code of the sentence, such as ``till.short``.
        params: What the sentence is filled with; never a name, never a typed text.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, /, **params: Param) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, Param] = params


class Refused(DeskError):
    """The act is not allowed as given: a sentence beside the form, nothing written."""

    exit_status = 3


class Unconfirmed(Refused):
    """The act is unusual: it is asked for twice, and taken with ``"confirmed": true``.

    Attributes:
        taken_with: Field of the command that says so.
    """

    taken_with: ClassVar[str] = "confirmed"


class EnvironmentFailure(DeskError):
    """The machine failed us (disk, lock, key, medium): says what to do next, nothing lost."""

    exit_status = 4


class IntegrityFailure(DeskError):
    """What was written is not what is read: told, never repaired in silence."""

    exit_status = 5


def failure_of_system(error: OSError) -> EnvironmentFailure | None:
    """Return the failure that an error of the system stands for; None for any other than disk and rights.

    Source: https://docs.python.org/3/library/errno.html.
    """
    if error.errno in _FULL:
        return EnvironmentFailure("store.disk_full")
    if error.errno in _READ_ONLY:
        return EnvironmentFailure("store.read_only")
    if error.errno in _FAILED:
        return EnvironmentFailure("store.disk_failed")
    return None


def places_of(trace: TracebackType | None) -> str:
    """Return functions and lines for a log, the innermost first; what a message says may be a name, and is left out."""
    return " <- ".join(f"{frame.name} {frame.lineno}" for frame in reversed(traceback.extract_tb(trace)))


_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FAILED: Final = frozenset(
    getattr(errno, name) for name in ("EIO", "ENXIO", "ENODEV", "ESTALE", "EUCLEAN") if hasattr(errno, name)
)
