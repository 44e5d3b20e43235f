"""``doctor``: how the desk and its PC are, line by line, and what to do.

Source: docs/contract.md, "Options and exit statuses", "Words".
"""

from collections.abc import Sequence

import click

from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.cli.frame import Invocation, guarded, opened
from concierge_desk.cli.options import global_options
from concierge_desk.counter.checks import DeskCheck
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.i18n import N_
from concierge_desk.jobs.doctor import Around, examine, examine_closed
from concierge_desk.paths import DataFolder
from concierge_desk.ui.presenter.paper_host import PrinterState

SOMETHING_TO_DO = 6
"""Exit status: nothing failed, and a line says that something is to be done."""

_MARKS = {"well": "ok", "note": "--", "todo": "!!"}


@click.command("doctor")
@global_options
@guarded
def doctor_word(frame: Invocation) -> None:
    """Dire comment va le comptoir et son PC, et que faire (état de sortie 6 : il y a quelque chose à faire)."""
    options = frame.options
    folder = DataFolder(options.data)
    around = Around(_printers(folder, frame))
    try:
        with opened(frame, watch=False, asks=False) as desk:
            checks = examine(desk, frame.lang, around)
    except (EnvironmentFailure, IntegrityFailure) as failure:
        checks = examine_closed(folder, failure, frame.lang, around)
    well = all(check.standing != "todo" for check in checks)
    told = {
        "ok": well,
        "checks": [
            {
                "code": check.code,
                "standing": check.standing,
                "label": check.label,
                "told": check.told,
                "todo": check.todo,
            }
            for check in checks
        ],
    }
    frame.tell(told, lambda: "\n".join(_lines(checks)))
    if not well:
        raise SystemExit(SOMETHING_TO_DO)


def _printers(folder: DataFolder, frame: Invocation) -> tuple[PrinterState, ...]:
    """Return the printer of rolls that was chosen at this PC; whether it answers only a window knows."""
    chosen = PreferencesFile(folder.preferences).kept
    if not chosen.printer:
        return ()
    text = frame.say(N_("chosen at this PC; the window says whether it answers"))
    return (PrinterState(chosen.printer_name or chosen.printer, frozenset({"roll"}), text),)


def _lines(checks: Sequence[DeskCheck]) -> list[str]:
    width = max((len(check.label) for check in checks), default=0)
    lines = []
    for check in checks:
        lines.append(f"{_MARKS[check.standing]}  {check.label.ljust(width)}  {check.told}")
        if check.todo:
            lines.append(f"    {' ' * width}  -> {check.todo}")
    return lines
