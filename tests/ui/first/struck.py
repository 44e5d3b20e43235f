"""Set a shop up in the real window and be struck: ``python -m tests.ui.first.struck HOW DATA``.

HOW is ``whole``, or the seconds after which it is killed, counted from the key that makes the shop; ``whole`` writes how long it
took to the standard error.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from concierge_desk.frame.first_start import presenter
from tests.copies.struck import kill_after
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.first.hands import PLACE, FirstKeys, Pc


def answer(keys: FirstKeys) -> None:
    """Answer everything before the shop is made."""
    keys.type("2")
    for answers in ((), tuple(PLACE.values()), ("8-12",), ("Jeanne",), ()):
        keys.fill(*answers)
    for _ in range(2):
        keys.type(PASSPHRASE)
        keys.press("enter")
    keys.press("park")
    assert keys.step == "ready", keys.picture


def main(how: str, data: str) -> None:
    """Play it."""
    began = []
    app = QApplication(["concierge-desk"])

    def makes(keys: FirstKeys) -> None:
        answer(keys)
        if how != "whole":
            kill_after(float(how))
        began.append(time.monotonic())
        keys.tap("enter")
        keys.rest()
        began.append(time.monotonic())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(presenter, "SETTLED_SECONDS", 0.0)
        Pc(Path(data), Plugged(), datetime(2026, 11, 25, tzinfo=UTC)).start(makes, then=(lambda _keys: None,))
    del app
    sys.stderr.write(f"{began[1] - began[0]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
