"""The command line: one face of the same operations.

Source: docs/contract.md, "Words".
"""

import gc
import sys
from typing import Any

from concierge_desk import process
from concierge_desk.cli import mishap
from concierge_desk.cli.standard_streams import hold_closed

__all__ = ["run"]


def run() -> None:
    """Run the command line of this process; without a word, the window."""
    process.guard()
    process.know_time_zones()
    hold_closed()
    mishap.install()
    # Somebody may wait for the window: what only words need is not loaded before it, and what is loaded stays,
    # so that nothing is gained by looking through it for what nobody needs any more.
    gc.disable()
    from concierge_desk.cli.window import open_alone  # noqa: PLC0415

    open_alone(sys.argv[1:])
    gc.enable()
    _main()()


def _main() -> Any:
    from concierge_desk.cli.words import main  # noqa: PLC0415  (as above)

    return main


def __getattr__(name: str) -> Any:
    if name != "main":
        raise AttributeError(name)
    return _main()
