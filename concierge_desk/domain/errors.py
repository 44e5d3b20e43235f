"""The families of failures: refused, environment, integrity; anything else is our bug."""

from collections.abc import Mapping
from typing import ClassVar, TypeAlias

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
    """The act is unusual: it is asked for twice, and taken with ``"confirmed": true``."""


class EnvironmentFailure(DeskError):
    """The machine failed us (disk, lock, key, medium): says what to do next, nothing lost."""

    exit_status = 4


class IntegrityFailure(DeskError):
    """What was written is not what is read: told, never repaired in silence."""

    exit_status = 5
