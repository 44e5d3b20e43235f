"""The sticks that are plugged in.

Source: docs/contract.md, "Sticks".
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.media.linux import LinuxSystem
from concierge_desk.media.system import Partition, System
from concierge_desk.media.windows import WindowsSystem


@dataclass(frozen=True, slots=True)
class Volume:
    """A medium that can be pulled out, as it is now.

    Attributes:
        mount: Where its files are seen.
        label: The name that was given to it, or that of the folder it is seen in.
        device: What the machine calls it.
        size_bytes: What it holds.
        free_bytes: What it still takes.
        filesystem: Its kind, such as ``vfat``.
        writable: Whether this user may write on it.
        identifier: What it is known by again on another day; empty where the machine does not tell.
    """

    mount: Path
    label: str
    device: str
    size_bytes: int
    free_bytes: int
    filesystem: str
    writable: bool
    identifier: str = ""


def this_system() -> System:
    """Return the machine the program runs on."""
    return WindowsSystem() if sys.platform == "win32" else LinuxSystem()


def removable_volumes(system: System | None = None) -> tuple[Volume, ...]:
    """Return the media that can be pulled out, sorted by place: never the system disk, never a network's.

    Args:
        system: The machine to look at; the one the program runs on when none is given.
    """
    return tuple(sorted(_found(system or this_system()), key=lambda volume: str(volume.mount)))


def the_stick(volumes: Iterable[Volume]) -> Volume:
    """Return the one stick that is plugged in.

    Raises:
        Refused: ``media.no_stick``, ``media.several_sticks``.
    """
    present = tuple(volumes)
    if not present:
        raise Refused("media.no_stick")
    if len(present) > 1:
        raise Refused("media.several_sticks", names=", ".join(f"{v.label} ({v.mount})" for v in present))
    return present[0]


def require_present(volume: Volume, system: System | None = None) -> None:
    """Make sure that a stick is still in: the folder it was seen in stays behind, on the system disk.

    Raises:
        EnvironmentFailure: ``media.vanished``.
    """
    present = {_key(found) for found in removable_volumes(system)}
    if _key(volume) not in present:
        raise EnvironmentFailure("media.vanished")


def _key(volume: Volume) -> tuple[Path, str, str]:
    return volume.mount, volume.device, volume.identifier


def _found(system: System) -> Iterator[Volume]:
    seen: set[str] = set()
    for partition in system.partitions():
        # The first place is its own; the others show a part of it once more.
        if partition.device in seen or not system.comes_out(partition):
            continue
        seen.add(partition.device)
        volume = _volume(system, partition)
        if volume is not None:
            yield volume


def _volume(system: System, partition: Partition) -> Volume | None:
    try:
        size, free = system.room(partition)
    except OSError:
        # Pulled out without a word: its place is still listed.
        return None
    return Volume(
        mount=partition.mount,
        label=system.label(partition) or partition.mount.name or str(partition.mount),
        device=partition.device,
        size_bytes=size,
        free_bytes=free,
        filesystem=partition.filesystem,
        writable="rw" in partition.options and os.access(partition.mount, os.W_OK),
        identifier=system.identifier(partition),
    )
