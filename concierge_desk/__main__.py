"""``python -m concierge_desk``: the command line."""

from concierge_desk.cli import run

run()
