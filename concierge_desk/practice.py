"""Practice start of the program: its window on a practice shop, or the demo's first days.

``python -m concierge_desk.practice --to FOLDER``: what `dev.py run` does.
"""

import secrets
from dataclasses import replace
from pathlib import Path

import click

from concierge_desk import process
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.window import has_display, require_display
from concierge_desk.cli.frame import Invocation, guarded
from concierge_desk.cli.options import look_options
from concierge_desk.cli.window import show
from concierge_desk.desk.options import Options, has_store
from concierge_desk.paths import PRACTICE, DataFolder


@click.command()
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@look_options
def main(folder: Path, theme: str | None, scale: float | None) -> None:
    """Ouvrir la fenêtre sur un comptoir d'entraînement ; sans écran, simuler une semaine et dire ce qu'il y a à ouvrir."""
    process.guard()
    if has_display():
        opened(folder=folder, theme=theme, scale=scale, frame=Invocation())
    else:
        play(folder=folder, frame=Invocation())


@guarded
def opened(*, folder: Path, theme: str | None, scale: float | None, frame: Invocation) -> None:
    """Open the window on the practice shop of a folder: the same one each time, lived the first time."""
    asked = Options(folder.resolve())
    practice = replace(asked, data=asked.data / PRACTICE)
    if not (has_store(DataFolder(asked.data)) or has_store(DataFolder(practice.data))):
        # Needed once in the life of a practice shop.
        from concierge_desk.bootstrap.lived_practice import make_lived  # noqa: PLC0415

        require_display()
        make_lived(practice, Look(frame.lang, theme, scale, frame.operator))
    show(frame, asked, theme, scale)


@guarded
def play(*, folder: Path, frame: Invocation) -> None:
    """Live the week in a folder of its own, each time anew, and say how to go on."""
    # Most of the program, and none of it needed where a window opens.
    from concierge_desk.cli.demo import SEED, WEEK, live  # noqa: PLC0415

    live(frame, folder / f"semaine-{secrets.token_hex(3)}", WEEK, SEED)
    click.echo("")
    click.echo(
        frame.say(
            "There is no display here: a week was lived on the command line. Go on with: concierge-desk --help"
        )
    )


if __name__ == "__main__":
    main()
