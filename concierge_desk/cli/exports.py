"""``export``: by its word, which of the files is written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from concierge_desk.cli.disputes import DISPUTE, write_dispute_file
from concierge_desk.cli.frame import Invocation
from concierge_desk.cli.full_export import EVERYTHING, write_everything
from concierge_desk.cli.partner_days import write_partner_days
from concierge_desk.cli.statements import SUMMARY, VERIFIER, check_asked, write_statements, write_summary
from concierge_desk.desk.partner_files import code_of
from concierge_desk.jobs.export import ExportRequest
from concierge_desk.jobs.verifier import write_verifier


def write_asked(frame: Invocation, principal: str, folder: Path, asked: Mapping[str, Any]) -> None:
    """Write what is asked for into a folder and tell where it lies.

    Raises:
        UsageError: As `check_asked`.
        DeskError: As whatever writes it.
    """
    check_asked(frame, principal, asked)
    if principal == DISPUTE:
        write_dispute_file(frame, folder, asked)
        return
    if principal == SUMMARY:
        write_summary(frame, asked["period"], folder)
        return
    if principal == EVERYTHING:
        write_everything(frame, folder, names=asked["names"])
        return
    if principal == VERIFIER:
        path, sha256 = write_verifier(folder)
        frame.tell(
            {"ok": True, "path": str(path), "sha256": sha256},
            lambda: frame.say("The page that checks statements lies in {path}.", path=path),
        )
        return
    if asked["days"] is not None:
        write_partner_days(frame, asked["partner"], asked["days"], folder)
        return
    code = principal if asked["partner"] is None else code_of(asked["partner"])
    write_statements(frame, code, ExportRequest(asked["asked"], asked["closing"]), folder)
