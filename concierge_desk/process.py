"""Process of the program: what the system may keep of its memory, and who may open the files that it makes.

Source: decision 0058; docs/requirements.md, R-4.10.
"""

import os
import sys
from contextlib import suppress

OWN_UMASK = 0o077
"""What is made is its owner's alone, whatever the session allows others."""

_TIME_ZONES = "PYTHONTZPATH"
_WHERE = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
_PR_SET_DUMPABLE = 4
_NO_BOXES = 0x0001 | 0x0002
_NO_HEAP = 0x0001


def guard() -> None:
    """Leave no image of the memory when the process dies, and nothing that another account opens.

    Called before any key is read. The keys lie in the memory in clear, and so does every name that was typed.
    """
    os.umask(OWN_UMASK)
    if sys.platform == "win32":  # pragma: no cover: not tried
        _leave_no_report()
        return
    import resource  # noqa: PLC0415  (no module of Windows)

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  (elsewhere the limit is all there is)

        # A handler of cores is called whatever the limit says; nor does another program of the session read along.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def know_time_zones() -> None:
    """Say where the system's time zones lie, unless somebody did: Python would load all it knows of its own build for it.

    Source: https://docs.python.org/3/library/zoneinfo.html#configuring-the-data-sources
    """
    if sys.platform == "linux":
        os.environ.setdefault(_TIME_ZONES, os.pathsep.join(_WHERE))


def give_back() -> None:
    """Give the system what was freed and is kept for later: what a start reads and throws away it asks for once.

    Source: https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    """
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415  (as above)

    # The C library of the smallest systems keeps nothing, and has no such call.
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _leave_no_report() -> None:  # pragma: no cover: not tried
    """Ask Windows to show no box of a crash and to put no heap into its report."""
    import ctypes  # noqa: PLC0415  (Windows only)

    windows = getattr(ctypes, "windll")  # noqa: B009  (no other system's ctypes has it)
    windows.kernel32.SetErrorMode(_NO_BOXES)
    windows.kernel32.WerSetFlags(_NO_HEAP)
