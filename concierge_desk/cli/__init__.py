"""The command line: one face of the same operations.

Source: DESIGN §7.
"""

from concierge_desk.cli import mishap
from concierge_desk.cli.commands import main

__all__ = ["main", "run"]


def run() -> None:
    """Run the command line of this process."""
    mishap.install()
    main()
