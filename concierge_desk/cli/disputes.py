"""``export dispute``: all that the journal says of a number, or of a day at which money is missing, and its proof."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.frame import Invocation, opened
from concierge_desk.cli.written_files import lines_of, told_of
from concierge_desk.i18n import N_
from concierge_desk.jobs.dispute.selection import Subject
from concierge_desk.jobs.dispute.writing import write_dispute

DISPUTE = "dispute"
"""Word of a dispute file."""


def check_dispute(frame: Invocation, word: str, asked: Mapping[str, Any]) -> None:
    """Make sure that what a dispute is about goes with its word, and its word with that.

    Raises:
        UsageError: Where it does not, or something is missing.
    """
    if word != DISPUTE:
        if asked["tracking"] is not None:
            raise click.UsageError(frame.say("--tracking goes with dispute only."))
        return
    if asked["partner"] is None:
        raise click.MissingParameter(param_hint="'--principal'", param_type="option")
    if (asked["tracking"] is None) == (asked["asked"] is None):
        raise click.UsageError(frame.say("A dispute is about one number (--tracking) or one day (--day)."))
    if asked["closing"] is not None or asked["names"]:
        raise click.UsageError(frame.say("--closing and --names do not go with dispute."))


def write_dispute_file(frame: Invocation, folder: Path, asked: Mapping[str, Any]) -> None:
    """Write the file of a dispute into a folder and tell where it lies.

    Raises:
        DeskError: As `write_dispute`.
    """
    subject = Subject(asked["partner"].upper(), asked["tracking"], asked["asked"])
    with opened(frame) as desk:
        made = write_dispute(desk, subject, folder, frame.operator)
    told = {"ok": True, **told_of(made, entries=made.entries, clear=made.clear)}
    frame.tell(told, lambda: "\n".join(lines_of(frame, _LIES, told)))


_LIES = N_("The dispute file lies in {path}: {clear} of {entries} entries in clear, no name.")
