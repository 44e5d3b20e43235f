"""The printer of a window in a process of its own, to be killed: ``python -m tests.printer.struck FOLDER ADDRESS``.

It says ``ready`` once everything is loaded, prints what waits once it is told to, and says ``done`` where it gets so far.
"""

import sys
import time
from datetime import datetime
from pathlib import Path

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.printing import drawer, roll_printer
from tests.counter.desks import MORNING

LOADED = (drawer.pulse(), roll_printer)
AGAIN_SECONDS = 0.02


def main() -> None:
    folder, address = sys.argv[1:]
    with open_desk(Options(Path(folder), datetime.fromisoformat(MORNING))) as desk:
        face = FrontFace(desk, "en")
        printer = PrinterDesk(desk, face, face.papers)
        say("ready")
        sys.stdin.readline()
        began = time.monotonic()
        printer.use(address, drawer=True)
        while (worked := printer.work_off(lambda: False)).waiting or worked.trouble:
            time.sleep(AGAIN_SECONDS)
        say(f"done {time.monotonic() - began:.3f}")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
