"""A practice week without a window: the demo's first days, then what to open.

``python -m concierge_desk.practice --to FOLDER``: what `dev.py run` does where there is no display.
"""

import os
import secrets
import sys
from pathlib import Path

import click

from concierge_desk.cli.demo import SEED, WEEK, live
from concierge_desk.cli.frame import Frame, guarded


@click.command()
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Vivre une semaine d'exercice et dire ce qu'il y a à ouvrir."""
    play(folder=folder, frame=Frame())


@guarded
def play(*, folder: Path, frame: Frame) -> None:
    """Live the week in a folder of its own, each time anew, and say how to go on."""
    live(frame, folder / f"semaine-{secrets.token_hex(3)}", WEEK, SEED)
    click.echo("")
    click.echo(_next_step(frame))


def _next_step(frame: Frame) -> str:
    if sys.platform == "win32" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return frame.say(
            "There is a display: the window comes with a later version. Until then: concierge-desk --help"
        )
    return frame.say(
        "There is no display here: a week was lived on the command line. Go on with: concierge-desk --help"
    )


if __name__ == "__main__":
    main()
