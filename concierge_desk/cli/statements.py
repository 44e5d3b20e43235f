"""``export PRINCIPAL``: a principal's daily file, one for each closing of a date."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.disputes import DISPUTE, check_dispute
from concierge_desk.cli.frame import Invocation, opened
from concierge_desk.cli.full_export import EVERYTHING
from concierge_desk.cli.partner_days import check_days
from concierge_desk.cli.written_files import lines_of, told_of
from concierge_desk.desk.partner_files import WORD as PARTNER
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import ExportRequest, write_exports
from concierge_desk.jobs.period_report import write_period

VERIFIER = "verifier"
"""Word of the page that checks statements."""
SUMMARY = "summary"
"""Word of the summary of a week or a month."""


def check_asked(frame: Invocation, word: str, asked: Mapping[str, Any]) -> None:
    """Make sure that the options of an export go with its word.

    Raises:
        UsageError: Where one of them does not, or is missing.
    """
    day, closing = asked["asked"], asked["closing"]
    check_dispute(frame, word, asked)
    check_days(frame, word, asked)
    if (asked["period"] is None) == (word == SUMMARY):
        raise click.UsageError(frame.say("--period goes with summary, and summary with --period."))
    if word == DISPUTE:
        return
    if word in {EVERYTHING, VERIFIER, SUMMARY}:
        if day is not None:
            raise click.UsageError(frame.say("--day goes with a principal, not with {word}.", word=word))
        if closing is not None:
            raise click.UsageError(frame.say("--closing goes with a principal, not with {word}.", word=word))
    elif day is None and closing is None and asked["days"] is None:
        raise click.MissingParameter(param_hint="'--day'", param_type="option")
    if (asked["partner"] is None) == (word == PARTNER):
        raise click.UsageError(frame.say("--principal goes with partner, and partner with --principal."))
    if asked["names"] and word != EVERYTHING:
        raise click.UsageError(frame.say("--names goes with everything only."))


def write_summary(frame: Invocation, period: str, folder: Path) -> None:
    """Write the summary of a week or a month into a folder and tell where its files lie.

    Raises:
        DeskError: As `write_period`.
    """
    with opened(frame, asks=False) as desk:
        made = write_period(desk, period, folder)
    told = {"ok": True, "period": period, "files": [{"path": str(path), "sha256": sha} for path, sha in made]}
    frame.tell(
        told,
        lambda: "\n".join(frame.say("The summary lies in {path}.", path=path) for path, _ in made),
    )


def write_statements(frame: Invocation, principal: str, asked: ExportRequest, folder: Path) -> None:
    """Write what is asked for into a folder and tell where each file lies.

    Raises:
        DeskError: As `write_exports`.
    """
    with opened(frame, asks=False) as desk:
        try:
            export = export_of(principal)
        except KeyError as error:
            raise Refused("partner.unknown", partner=principal.partition("-")[2].upper()) from error
        made = write_exports(desk, export, asked, folder, frame.operator)
    files = [{"closing": number, **told_of(one, again=one.again)} for number, one in made]
    # The last one as ever; each beside it.
    told = {"ok": True, **{name: files[-1][name] for name in ("path", "sha256", "again")}, "closings": files}
    frame.tell(told, lambda: "\n".join(line for one in files for line in lines_of(frame, _LIES, one)))


_LIES = N_("The statement lies in {path}.")
