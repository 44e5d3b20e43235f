"""Rights on a data folder: its owner's alone, unless she shares it on purpose.

Source: decision 0058.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_OTHERS, _ALL_BUT_OWNER = 0o007, 0o077
_ACL = "system.posix_acl_access"


def keep_to_owner(folder: Path) -> None:
    """Take the rights of other accounts away from a folder and what lies directly in it.

    What an earlier version made was open to be read by whoever uses the PC. A folder that was shared on purpose
    stays shared with those it was shared with: one that has a list of rights is left as it is, one whose group was
    given (it is not the owner's own, or goes on to what is made in it) keeps its group.
    Nothing depends on it: where rights are not kept (a stick), or are another account's, all stays as it is.
    """
    if sys.platform == "win32":  # pragma: no cover: a folder of the user is the user's already
        return
    with suppress(OSError):
        found = folder.stat()
        if found.st_uid != os.geteuid() or _has_list(folder):
            return
        shared = bool(found.st_mode & stat.S_ISGID) or found.st_gid != _own_group(found)
        closed = _OTHERS if shared else _ALL_BUT_OWNER
        if shared:
            # What this process makes there later is for those who share it, too.
            os.umask(closed)
        for place in (*folder.iterdir(), folder):
            _close(place, closed)


def _close(place: Path, closed: int) -> None:
    with suppress(OSError):
        mode = place.lstat().st_mode
        # What a link leads to lies elsewhere.
        if not stat.S_ISLNK(mode) and mode & closed:
            place.chmod(stat.S_IMODE(mode) & ~closed)


def _own_group(found: os.stat_result) -> int:
    import pwd  # noqa: PLC0415  (no module of Windows)

    try:
        return pwd.getpwuid(found.st_uid).pw_gid
    except KeyError:
        return os.getegid()


def _has_list(folder: Path) -> bool:
    if sys.platform != "linux":
        return False
    try:
        return bool(os.getxattr(folder, _ACL))
    except OSError:
        return False
