"""``export partner --days``: what is a partner's of several days, in one file that he can check."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.frame import Invocation, opened
from concierge_desk.cli.written_files import lines_of, told_of
from concierge_desk.desk.partner_files import WORD as PARTNER
from concierge_desk.i18n import N_
from concierge_desk.jobs.partner_days.days_file import DaysAsked, write_days

_TWO_DAYS = N_("--days takes two days with a slash between them, such as 2026-12-01/2026-12-31.")


def check_days(frame: Invocation, word: str, asked: Mapping[str, Any]) -> None:
    """Make sure that days go with a partner, and with nothing that names a day.

    Raises:
        UsageError: Where they do not, or are none.
    """
    if asked["days"] is None:
        return
    if word != PARTNER:
        raise click.UsageError(frame.say("--days goes with partner only."))
    if asked["asked"] is not None or asked["closing"] is not None:
        raise click.UsageError(frame.say("--days goes without --day and --closing."))
    if _days(asked["days"]) is None:
        raise click.UsageError(frame.say(_TWO_DAYS))


def write_partner_days(frame: Invocation, partner: str, days: str, folder: Path) -> None:
    """Write what is a partner's of some days into a folder and tell where it lies.

    Raises:
        DeskError: As `write_days`.
    """
    first, last = _days(days) or ("", "")
    with opened(frame) as desk:
        made = write_days(desk, DaysAsked(partner.upper(), first, last), folder, frame.operator)
    more = {"closings": list(made.closings), "entries": made.entries, "clear": made.clear}
    told = {"ok": True, **told_of(made, **more)}
    frame.tell(told, lambda: "\n".join(lines_of(frame, _LIES, told)))


_LIES = N_("The file of these days lies in {path}: {clear} of {entries} entries in clear.")


def _days(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a text; None where it names none, or the last before the first."""
    first, _, last = text.partition("/")
    try:
        found = date.fromisoformat(first).isoformat(), date.fromisoformat(last).isoformat()
    except ValueError:
        return None
    return found if found[0] <= found[1] else None
