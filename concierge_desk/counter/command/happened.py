"""Moment at which something happened that was kept on paper and is entered afterwards; the line that it stood on.

Source: docs/contract.md, "What was kept on paper"; docs/requirements.md, R-1.31; decision 0064.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codes import read_code
from concierge_desk.domain.clock import offset_text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import HAPPENED_AT, Event, Warned, instant_text
from concierge_desk.store import day, journal

FROM_SHEET = "from_sheet"
FIELDS = (HAPPENED_AT, FROM_SHEET)
"""What the envelope of a command says of it."""

PREFIX = "h"
"""Of the codes that stand beside the lines of a sheet: a hand wrote on them."""

MOST_DAYS = 7
"""Nobody enters what is older: whoever types such a date mistyped it."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_OPS = "concierge-desk/line/1"


@dataclass(frozen=True, slots=True)
class Happened:
    """When something happened, and where it was written.

    Attributes:
        at: The instant, to the minute.
        line: Code of the line, such as ``h-4t9d2k7mx0q3``; None where it stood on none of ours.
    """

    at: datetime
    line: str | None

    def marks(self, entered: datetime, zone: tzinfo) -> dict[str, str]:
        """Return what the entries of it say beside what happened.

        Args:
            entered: Their own instant.
            zone: Of the shop; its offset is said where the clocks were changed in between.
        """
        offset = offset_text(self.at, zone)
        return {
            HAPPENED_AT: instant_text(self.at),
            **({} if offset == offset_text(entered, zone) else {"happened_tz": offset}),
            **({} if self.line is None else {FROM_SHEET: self.line}),
        }


def line_of(raw: object) -> str | None:
    """Return the code of a line of a sheet, None for anything else.

    Raises:
        Refused: ``input.own_code``: it was misread.
    """
    try:
        code = read_code(raw) if isinstance(raw, str) else None
    except ValueError as error:
        raise Refused("input.own_code") from error
    return code if code is not None and code.startswith(f"{PREFIX}-") else None


def op_of_line(line: str, n: int = 1) -> str:
    """Return the op of the n-th act that is entered from a line: the same however often it is entered.

    Source: https://www.rfc-editor.org/rfc/rfc9562#section-5.5 (version 5: a name within a namespace).
    """
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415  (most acts stand on no line)

    return str(uuid5(uuid5(NAMESPACE_URL, _OPS), f"{line}/{n}"))


def happened_of(raw: Mapping[str, Any], context: Context, rows: Rows) -> Happened | None:
    """Return when a command happened, None where that is when it is entered.

    Args:
        raw: The command as given.
        context: Of the command.
        rows: The running transaction.

    Raises:
        Refused: ``input.missing``, ``input.moment``, ``input.line``, ``input.own_code``, ``input.happened_later``,
            ``input.happened_before``, ``input.happened_long_ago``.
    """
    if all(raw.get(name) is None for name in FIELDS):
        return None
    line = _line(raw.get(FROM_SHEET))
    at = _moment(raw.get(HAPPENED_AT), context.zone)
    if at > context.at:
        raise Refused("input.happened_later")
    if at < context.at - timedelta(days=MOST_DAYS):
        raise Refused("input.happened_long_ago", days=MOST_DAYS)
    made = next(iter(journal.posted(rows, 1, 1)), None)
    if made is not None and at < made.instant.replace(second=0, microsecond=0):
        raise Refused("input.happened_before")
    return Happened(at, line)


def told_late(events: tuple[Event, ...], happened: Happened, rows: Rows) -> tuple[Event, ...]:
    """Return events whose first one tells where they happened before a closing: they are of the day that is open.

    Warns:
        ``entered.after_closing``.
    """
    closed = day.closing_from(rows, happened.at) if events else None
    if closed is None:
        return events
    first, *others = events
    late = Warned("entered.after_closing", {"day": closed})
    return (replace(first, warnings=(late, *first.warnings)), *others)


def _line(raw: object) -> str | None:
    if raw is None:
        return None
    try:
        line = line_of(raw)
    except Refused as misread:
        raise Refused(misread.code, field=FROM_SHEET) from misread
    if line is None:
        raise Refused("input.line", field=FROM_SHEET)
    return line


def _moment(raw: object, zone: tzinfo) -> datetime:
    if raw is None:
        raise Refused("input.missing", field=HAPPENED_AT)
    try:
        if not isinstance(raw, str) or not _MOMENT.fullmatch(raw):
            raise ValueError(raw)
        return datetime.fromisoformat(raw).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused("input.moment", field=HAPPENED_AT) from error
