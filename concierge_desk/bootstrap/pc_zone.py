"""Time zone of this PC, by the name that the journal knows it by."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LINK = Path("/etc/localtime")
_FOLDER = "zoneinfo"
_NOWHERE = frozenset({"", "UTC", "Etc/UTC", "Universal", "GMT"})
"""What a PC says that was never told where it stands."""


def pc_zone(link: Path = _LINK) -> str:
    """Return the name of the PC's zone, such as ``Europe/Paris``; empty where it is not told, or is nowhere.

    Args:
        link: What leads to the zone on this machine.
    """
    told = os.environ.get("TZ", "").lstrip(":")
    if not told:
        parts = link.resolve().parts if link.is_symlink() else ()
        told = "/".join(parts[parts.index(_FOLDER) + 1 :]) if _FOLDER in parts else ""
    try:
        return "" if told in _NOWHERE else ZoneInfo(told).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
