"""Cards of a line of a paper sheet: begun by its scan, and what was entered from it already. Pure but for its reading.

Source: docs/contract.md, "What was kept on paper"; decision 0064.
"""

from collections.abc import Iterator
from itertools import count

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.command.happened import line_of, op_of_line
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.short_dates import said_moment, short_day, short_hour
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_, translate
from concierge_desk.store import journal
from concierge_desk.store.unit import known_operation

BEGIN = "line.begin"
"""Act of the card: what is done from then on stood on that line. It is no command: nothing is written by it."""

_NAMED = ("ticket", "custody")
"""Fields of an entry by which the card of what was done is found."""


def scanned_line(code: str) -> str | None:
    """Return the line of a sheet that was scanned or typed, None for anything else, and for one that was misread."""
    try:
        return line_of(code)
    except Refused:
        return None


def entered_from(rows: Rows, line: str) -> tuple[Posted, ...]:
    """Return the first entry of each act that was entered from a line; of one that cannot be read any more, none."""
    return tuple(_entered(rows, line))


def next_op(rows: Rows, line: str) -> str:
    """Return the op of the next act of a line: it follows from its code, so that none is entered twice."""
    return next(op for n in count(1) if known_operation(rows, op := op_of_line(line, n)) is None)


def line_offer(rows: Rows, line: str, now: Now) -> Offer:
    """Return the card of a line; a scan of one that is new asks at once when it happened."""
    lang, entered = now.lang, entered_from(rows, line)
    at = Ask("at", translate(N_("At what time was it?"), lang), "moment")
    again = N_("Enter more of this line") if entered else N_("Enter what stands there")
    return Offer(
        service=SERVICE,
        ref=line,
        title=translate(N_("Line of a paper sheet"), lang),
        acts=(OfferedAct(translate(again, lang), BEGIN, asks=(at,), entered=not entered),),
        detail=printed_code(line),
        at_once=not entered,
        rule=_told(entered[0], lang) if entered else "",
    )


def refs_of(entered: tuple[Posted, ...]) -> tuple[str, ...]:
    """Return by which codes the cards of what was entered are found."""
    refs = [posted.data[name] for posted in entered for name in _NAMED if posted.data.get(name)]
    return tuple(dict.fromkeys(refs))


def _entered(rows: Rows, line: str) -> Iterator[Posted]:
    for n in count(1):
        known = known_operation(rows, op_of_line(line, n))
        if known is None:
            return
        yield from journal.posted(rows, known.first_seq, known.first_seq)


def _told(posted: Posted, lang: str) -> str:
    at = posted.local
    when = f"{short_day(at.date(), lang)}, {short_hour(at.time(), lang)}"
    happened = "—" if posted.happened is None else said_moment(posted.happened, at.date(), lang)
    told = N_("This line was entered already, on {when}, for {happened}: nothing has to be done.")
    return translate(told, lang).format(when=when, happened=happened)
