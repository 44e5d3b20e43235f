"""Ejection of a stick: everything on it, nothing open, then off the machine; never by force.

Source: docs/contract.md, "Sticks".
"""

import os
import subprocess
import sys
from collections.abc import Iterator

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media import windows
from concierge_desk.media.volumes import Volume
from concierge_desk.paths import sync_folder

_BUSY = ("busy", "in use")
_PLAIN_ENGLISH = {"LC_ALL": "C", "LANGUAGE": ""}
"""What the tools complain of is looked at for a word."""


def eject(volume: Volume) -> None:
    """Release a stick; when this returns it can be pulled out.

    Raises:
        EnvironmentFailure: ``media.busy`` while something is open on it, ``media.vanished`` when it is out
            already, ``media.eject_by_hand`` when this machine does not let us.
    """
    if sys.platform == "win32":  # pragma: no cover: `release` itself is tried with a recorded machine
        windows.release(volume.device, volume.label, windows.this_kernel())
        return
    _require_answer(volume)
    os.sync()
    complaints = []
    for words in _ways(volume):
        complaints.append(_complaint(*words))
        if not os.path.ismount(volume.mount):
            # It sleeps from here on, where the machine knows how; it may be pulled out in any case.
            _complaint("udisksctl", "power-off", "--block-device", volume.device, "--no-user-interaction")
            return
    busy = any(word in complaint for word in _BUSY for complaint in complaints)
    raise EnvironmentFailure("media.busy" if busy else "media.eject_by_hand", medium=volume.label)


def _require_answer(volume: Volume) -> None:
    """Make sure that what is released is there: what was pulled out is not called safe."""
    try:
        sync_folder(volume.mount)
    except OSError as error:
        raise EnvironmentFailure("media.vanished") from error
    if not os.path.ismount(volume.mount):
        raise EnvironmentFailure("media.vanished")


def _ways(volume: Volume) -> Iterator[tuple[str, ...]]:
    """Yield the commands that release it: the one that any user of a desktop may use comes first."""
    yield "udisksctl", "unmount", "--block-device", volume.device, "--no-user-interaction"
    yield "umount", str(volume.mount)


def _complaint(*words: str) -> str:
    """Run a tool of the system; what it complains of, empty when it is not there or did as it was told."""
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=os.environ | _PLAIN_ENGLISH,
        )
    except OSError:
        return ""
    return done.stderr.decode("utf-8", "replace").lower() if done.returncode else ""
