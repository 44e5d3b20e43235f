"""System as the finder of volumes sees it: what it asks of the machine it runs on."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Partition:
    r"""One mounted file system, as the machine lists it.

    Attributes:
        device: What it lies on, such as ``/dev/sdb1`` or ``E:\``.
        mount: Where its files are seen.
        filesystem: Its kind, such as ``vfat``.
        options: What it was mounted with, such as ``rw``.
    """

    device: str
    mount: Path
    filesystem: str
    options: frozenset[str]


class System(Protocol):
    """A machine with its volumes; a test brings a recorded one."""

    def partitions(self) -> tuple[Partition, ...]:
        """Return what is mounted from a device of this machine."""
        ...

    def comes_out(self, partition: Partition) -> bool:
        """Tell whether it is on a medium that is plugged in and pulled out, never the system's own."""
        ...

    def label(self, partition: Partition) -> str:
        """Return the name that was given to the medium; empty when it has none."""
        ...

    def identifier(self, partition: Partition) -> str:
        """Return what its file system is known by again; empty when the machine does not tell."""
        ...

    def room(self, partition: Partition) -> tuple[int, int]:
        """Return its size and what is free, in bytes.

        Raises:
            OSError: When the medium does not answer.
        """
        ...


def room_of(partition: Partition) -> tuple[int, int]:
    """Return the size of a mounted file system and what is free for this user, in bytes.

    Raises:
        OSError: When the medium does not answer.
    """
    found = shutil.disk_usage(partition.mount)
    return found.total, found.free
