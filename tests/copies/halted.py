"""Run the program until what it makes is all there but for its name: ``python -m tests.copies.halted SIGNAL WORDS…``.

It sends itself the signal, KILL or STOP, when it is about to give the name.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from concierge_desk.cli import run


def halt_before_the_name(sent: int) -> None:
    """Send the signal when what is under way is about to be moved to its place."""

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.rename" and Path(os.fspath(arguments[0])).parent.name == "contenu":
            os.kill(os.getpid(), sent)

    sys.addaudithook(hear)


if __name__ == "__main__":
    halt_before_the_name(signal.Signals[f"SIG{sys.argv.pop(1)}"])
    run()
