"""Encryption of the disk that a folder lies on, as far as the system tells: dm-crypt on Linux.

Whoever takes the PC takes its disk. Of BitLocker nothing can be asked without the rights of an administrator.

Source: docs/contract.md, "Words" (`doctor`).
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

from concierge_desk.media.linux import LinuxSystem
from concierge_desk.media.system import Partition

Encryption: TypeAlias = Literal["encrypted", "clear", "unknown"]

_CRYPT = "CRYPT-"
"""Begins the name that the kernel gives an encrypted volume, LUKS or another kind of dm-crypt."""
_OVER_FILES = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs"})
"""File systems that encrypt file by file."""


def encryption_of(
    folder: Path, *, root: Path = Path("/"), partitions: Iterable[Partition] | None = None
) -> Encryption:
    """Return whether the disk below a folder is encrypted; unknown where the system does not tell.

    Args:
        folder: It is there.
        root: Where ``proc`` and ``sys`` are found.
        partitions: What is mounted; what this machine says by default.
    """
    if not sys.platform.startswith("linux"):
        return "unknown"
    place = folder.resolve()
    mounted = LinuxSystem(root).mounted() if partitions is None else partitions
    holding = [one for one in mounted if place.is_relative_to(one.mount)]
    if not holding:
        return "unknown"
    # Of two mounted on one place the last is seen.
    deepest = max(enumerate(holding), key=lambda found: (len(found[1].mount.parts), found[0]))[1]
    if deepest.filesystem in _OVER_FILES:
        return "encrypted"
    if not deepest.device.startswith("/dev/"):
        return "unknown"
    device = root.joinpath(*Path(deepest.device).parts[1:]).resolve()
    block = root / "sys" / "class" / "block" / device.name
    if not block.exists():
        return "unknown"
    return "encrypted" if _is_encrypted(block) else "clear"


def _is_encrypted(block: Path) -> bool:
    """Say whether a device is encrypted, or lies on such alone: one part in clear is enough to read."""
    try:
        if (block / "dm" / "uuid").read_text(encoding="ascii", errors="replace").startswith(_CRYPT):
            return True
    except OSError:
        # No volume of the device mapper.
        pass
    try:
        below = sorted((block / "slaves").iterdir())
    except OSError:
        below = []
    return bool(below) and all(_is_encrypted(part.resolve()) for part in below)
