"""Go from one desk to the next and be struck: ``python -m tests.ui.going.struck ERRAND HOW DATA STICK``.

HOW is ``whole``, or the seconds after which it is killed, counted from the key that answers the question; ``whole``
writes how long it took to the standard error.
"""

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from concierge_desk.desk.options import Options
from tests.copies.struck import kill_after
from tests.ui.evening.hands import Plugged
from tests.ui.going import test_looked_at, test_put_back
from tests.ui.going.conftest import plug
from tests.ui.going.scenes import play_scenes
from tests.ui.window.keyboard import WindowKeys

ASKS = {"restore": test_put_back.ask, "look": test_looked_at.ask}


def main(errand: str, how: str, data: str, stick: str) -> None:
    """Play it."""
    began = []
    # The one that the program will take for its own: nothing is timed before there is one.
    app = QApplication(["concierge-desk"])

    def goes(keys: WindowKeys) -> None:
        ASKS[errand](keys)
        if how != "whole":
            kill_after(float(how))
        began.append(time.monotonic())
        keys.tap("slash")

    def arrives(_keys: WindowKeys) -> None:
        began.append(time.monotonic())

    with pytest.MonkeyPatch.context() as patched:
        plug(Plugged([Path(stick)]), patched)
        back = (lambda _keys: None,) if errand == "look" else ()
        play_scenes(Options(Path(data)), goes, arrives, *back)
    del app
    sys.stderr.write(f"{began[1] - began[0]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
