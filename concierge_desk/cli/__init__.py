"""The command line: one face of the same operations.

Source: DESIGN §7.
"""

from concierge_desk.cli import mishap
from concierge_desk.cli.commands import main
from concierge_desk.cli.copies import WORDS
from concierge_desk.cli.demo import demo_word
from concierge_desk.cli.ejecting import eject_word

__all__ = ["main", "run"]

for word in (*WORDS, eject_word, demo_word):
    main.add_command(word)


def run() -> None:
    """Run the command line of this process."""
    mishap.install()
    main()
