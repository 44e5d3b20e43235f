"""Set a shop up in the real window, or put one back, and be struck: ``python -m tests.ui.first.struck HOW DATA [STICK]``.

With a stick the copy on it is put back. HOW is ``whole``, or the seconds after which it is killed, counted from the key that makes
the shop; ``whole`` writes how long it took to the standard error.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from concierge_desk.bootstrap import first_start
from concierge_desk.frame.first_start import presenter
from concierge_desk.media.volumes import removable_volumes
from tests.copies.struck import kill_after
from tests.e2e.driver import FULL
from tests.easily import lock_easily
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.first.hands import PLACE, FirstKeys, Pc


def answer(keys: FirstKeys) -> None:
    """Answer everything before the shop is made."""
    keys.type("2")
    for answers in ((), tuple(PLACE.values()), ("8-12",), ("Jeanne",), ()):
        keys.fill(*answers)
    lock(keys)
    keys.press("park")
    assert keys.step == "ready", keys.picture


def choose_copy(keys: FirstKeys) -> None:
    """Choose the copy on the stick, and do all that comes before it is put back."""
    keys.press("f6")
    keys.press("enter")
    keys.fill(PASSPHRASE)
    lock(keys)
    assert keys.step == "put_back", keys.picture


def lock(keys: FirstKeys) -> None:
    """Type the words that lock the keys, twice."""
    for _ in range(2):
        keys.type(PASSPHRASE)
        keys.press("enter")


def main(how: str, data: str, *sticks: str) -> None:
    """Play it."""
    began = []
    app = QApplication(["concierge-desk"])
    plugged = Plugged([Path(stick) for stick in sticks])

    def makes(keys: FirstKeys) -> None:
        (choose_copy if sticks else answer)(keys)
        if how != "whole":
            kill_after(float(how))
        began.append(time.monotonic())
        keys.tap("enter")
        keys.rest()
        began.append(time.monotonic())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(presenter, "SETTLED_SECONDS", 0.0)
        if not FULL:
            lock_easily(patched)
        patched.setattr(first_start, "removable_volumes", lambda _system=None: removable_volumes(plugged))
        Pc(Path(data), plugged, datetime(2026, 11, 25, tzinfo=UTC), PASSPHRASE).start(
            makes, then=(lambda _keys: None,)
        )
    del app
    sys.stderr.write(f"{began[1] - began[0]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
