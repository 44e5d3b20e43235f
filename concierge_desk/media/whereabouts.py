"""Whereabouts of a folder: on a stick, in this PC, or elsewhere.

Source: decision 0045.
"""

from pathlib import Path

from concierge_desk.domain.medium import Medium
from concierge_desk.media.system import System
from concierge_desk.media.volumes import removable_volumes, this_system


def medium_of(folder: Path, store: Path, system: System | None = None) -> Medium:
    """Return the kind of medium that a folder lies on, as seen from a store.

    A stick that the store itself lies on is no stick: what takes the one takes the other.

    Args:
        folder: Where copies are put.
        store: The file that is copied.
        system: The machine to ask; the one the program runs on by default.

    Raises:
        OSError: The medium does not answer.
    """
    machine = system or this_system()
    place, home = folder.resolve(), store.resolve()
    sticks = [volume.mount.resolve() for volume in removable_volumes(machine)]
    if any(place.is_relative_to(mount) and not home.is_relative_to(mount) for mount in sticks):
        return "stick"
    device = place.stat().st_dev
    if device == home.stat().st_dev:
        return "pc"
    # Seen in a second place, a stick is still one.
    if any(mount.stat().st_dev == device for mount in sticks):
        return "stick"
    # Another disk that stays in this PC: a network's is no device of it.
    fixed = (partition.mount for partition in machine.partitions())
    return "pc" if any(_device_of(mount) == device for mount in fixed) else "other"


def _device_of(mount: Path) -> int | None:
    try:
        return mount.stat().st_dev
    except OSError:
        # Not for this user to see: it is not the one that was just written on.
        return None
