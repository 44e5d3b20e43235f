"""The command line: one face of the same operations.

Source: DESIGN §7.
"""

from concierge_desk.cli import mishap
from concierge_desk.cli.commands import main
from concierge_desk.cli.copies import WORDS
from concierge_desk.cli.demo import demo_word

__all__ = ["main", "run"]

for word in (*WORDS, demo_word):
    main.add_command(word)


def run() -> None:
    """Run the command line of this process."""
    mishap.install()
    main()
