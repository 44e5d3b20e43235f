"""``export PRINCIPAL``: a principal's daily file, one for each closing of a date."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from concierge_desk.cli.frame import Invocation, opened
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import ExportRequest, write_exports


def write_statements(frame: Invocation, principal: str, asked: ExportRequest, folder: Path) -> None:
    """Write what is asked for into a folder and tell where each file lies.

    Raises:
        DeskError: As `write_exports`.
    """
    with opened(frame) as desk:
        made = write_exports(desk, export_of(principal), asked, folder, frame.operator)
    files = [
        {
            "closing": number,
            "path": str(one.path),
            "sha256": one.sha256,
            "again": one.again,
            **({} if one.kept is None else {"kept": str(one.kept)}),
        }
        for number, one in made
    ]
    # The last one as ever; each beside it.
    told = {"ok": True, **{name: files[-1][name] for name in ("path", "sha256", "again")}, "closings": files}
    frame.tell(told, lambda: "\n".join(line for one in files for line in _lines(frame, one)))


def _lines(frame: Invocation, written: Mapping[str, Any]) -> Iterator[str]:
    yield frame.say("The statement lies in {path}.", path=written["path"])
    if "kept" in written:
        yield frame.say("Another file had that name: it is kept as {path}.", path=written["kept"])
