"""``export everything``: all the desk holds, in files that any program opens."""

from pathlib import Path

from concierge_desk.cli.frame import Invocation, opened
from concierge_desk.i18n import N_
from concierge_desk.jobs.full_export import export_everything

EVERYTHING = "everything"
"""Word that stands where a principal's would."""

_WRITTEN = N_("Everything lies in {path} ({files} files): begin with LISEZMOI.txt.")
_WITH_NAMES = N_("The names lie in {folder}: keep that folder apart.")
_WITHOUT_NAMES = N_("No name is in it.")


def write_everything(frame: Invocation, folder: Path, *, names: bool) -> None:
    """Write everything into a folder and tell where it lies.

    Raises:
        Refused: ``folder.not_empty``, ``everything.passphrase_needed`` …
        EnvironmentFailure: Disk or key.
    """
    asked = frame.options.passphrase if names else None
    with opened(frame) as desk:
        made = export_everything(desk, folder, frame.operator, names=asked)
    told = {
        "ok": True,
        "path": str(made.path),
        "files": made.files,
        "names": made.names,
        "sha256": made.sha256,
    }
    people = frame.say(_WITH_NAMES, folder=made.path / "personnes") if names else frame.say(_WITHOUT_NAMES)
    frame.tell(told, lambda: f"{frame.say(_WRITTEN, path=made.path, files=made.files)}\n{people}")
