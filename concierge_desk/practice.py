"""A practice day without a window: the shipped example day, then what it leaves on paper.

``python -m concierge_desk.practice --to FOLDER``: what `dev.py run` does where there is no display.
"""

import os
import secrets
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import click

from concierge_desk import paths
from concierge_desk.bootstrap import commissioning, exporting, looking, printing
from concierge_desk.bootstrap.desk import Desk, Options, open_desk
from concierge_desk.cli.frame import Frame, guarded, start_log
from concierge_desk.cli.recording import play_lines
from concierge_desk.cli.sentences import status_lines
from concierge_desk.paths import DataFolder

SITE = "ampere"
DAY = "2026-11-25"
BEGINS = datetime.fromisoformat(f"{DAY}T08:00")
"""Local time of the site, as ``--clock`` takes it."""
TICKET = "T-2026-000003"


@click.command()
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Vivre la journée d'exemple sur un poste d'exercice et dire où sont ses papiers."""
    play(folder=folder, frame=Frame())


@guarded
def play(*, folder: Path, frame: Frame) -> None:
    """Make a practice desk in a folder of its own, play the day, print, export and say where all lies."""
    home = folder / f"journee-{secrets.token_hex(3)}"
    options = Options(data=home / "poste", clock=BEGINS)
    commissioning.commission(options, commissioning.read_site_file(SITE), practice=True)
    start_log(DataFolder(options.data).logs)
    with open_desk(options) as desk:
        _record(desk)
        click.echo(status_lines(looking.day_status(desk, DAY), frame))
        click.echo("")
        for name, path in _papers(desk, home):
            click.echo(f"{name:<12} {path}")
    click.echo("")
    click.echo(_next_step(frame))


def _record(desk: Desk) -> None:
    for answer in play_lines(desk, BytesIO(paths.resource("practice/day.jsonl")), None):
        if answer.refused is not None:
            raise answer.refused


def _papers(desk: Desk, home: Path) -> list[tuple[str, Path]]:
    number = looking.day_status(desk, DAY)["number"]
    wanted = ((f"ticket:{TICKET}", "ticket.pdf"), (f"z:{number}", "cloture.pdf"))
    found = [
        (
            name.partition(":")[0],
            printing.print_document(desk, name, printing.Sheet("pdf"), home / file, None).path,
        )
        for name, file in wanted
    ]
    written = exporting.write_export(desk, exporting.export_of("laposte"), DAY, home, None)
    return [*found, ("La Poste", written.path)]


def _next_step(frame: Frame) -> str:
    if sys.platform == "win32" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return frame.say(
            "There is a display: the window comes with a later version. Until then: concierge-desk --help"
        )
    return frame.say(
        "There is no display here: the day was lived on the command line. Go on with: concierge-desk --help"
    )


if __name__ == "__main__":
    main()
