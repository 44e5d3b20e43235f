"""``support``: the bundle for whoever helps; what it holds is shown before it is written.

Source: docs/contract.md, "Words"; docs/requirements.md, R-4.14; decision 0086.
"""

from pathlib import Path

import click

from concierge_desk.cli.frame import Invocation, guarded, opened
from concierge_desk.cli.options import global_options
from concierge_desk.counter.checks import BundledFile
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.jobs.doctor import Around, examine, examine_closed
from concierge_desk.jobs.privacy.support import bundle, write_bundle
from concierge_desk.paths import DataFolder


@click.command("support")
@click.option(
    "--show", metavar="FICHIER", help="Montrer un fichier du dossier d'assistance ; rien n'est écrit."
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="L'écrire dans ce dossier."
)
@global_options
@guarded
def support_word(frame: Invocation, show: str | None, folder: Path | None) -> None:
    """Préparer un dossier d'assistance sans donnée personnelle ; sans --to, dire ce qu'il contiendrait."""
    if show is not None and folder is not None:
        raise click.UsageError(frame.say("--show and --to do not go together."))
    files = _bundled(frame)
    if show is not None:
        text = next((one.text for one in files if one.name == show), None)
        if text is None:
            raise Refused("support.unknown", file=show)
        frame.tell({"ok": True, "name": show, "text": text}, lambda: text)
        return
    listed = [{"name": one.name, "bytes": one.size_bytes} for one in files]
    if folder is None:
        frame.tell({"ok": True, "files": listed}, lambda: "\n".join(_lines(frame, files)))
        return
    path = write_bundle(files, folder)
    told = {"ok": True, "path": str(path), "files": listed}
    frame.tell(
        told,
        lambda: "\n".join(
            (*_lines(frame, files), frame.say("Written into {path}; nothing was sent to anybody.", path=path))
        ),
    )


def _bundled(frame: Invocation) -> tuple[BundledFile, ...]:
    folder = DataFolder(frame.options.data)
    try:
        with opened(frame, watch=False, asks=False) as desk:
            return bundle(folder, desk, examine(desk, frame.lang, Around()))
    except (EnvironmentFailure, IntegrityFailure) as failure:
        # It is asked for when something is wrong: what can be told of a desk that does not open is told.
        return bundle(folder, None, examine_closed(folder, failure, frame.lang, Around()))


def _lines(frame: Invocation, files: tuple[BundledFile, ...]) -> list[str]:
    width = max(len(one.name) for one in files)
    return [
        frame.say("The bundle holds, without any name (--show FILE shows one):"),
        *[f"  {one.name.ljust(width)}  {one.size_bytes}" for one in files],
    ]
