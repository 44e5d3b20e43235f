"""Complaints as the tables know them: where each stands, how long its answer may take.

Source: docs/trade.md, "Complaints"; decision 0046.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.domain import dated
from concierge_desk.i18n import N_

NOTED = "noted"
FORWARDED = "forwarded"
ANSWERED = "answered"
CLOSED = "closed"
WITHDRAWN = "withdrawn"
"""There was none: it had been entered by mistake."""
OPEN = (NOTED, FORWARDED, ANSWERED)
"""Whatever comes next is told by whoever keeps the counter: La Poste may answer before it was asked, or twice."""
TO_FORWARD = "complaints_to_forward"
UNANSWERED = "complaints_unanswered"
TO_TELL = "complaints_answered"
LISTS = {
    TO_FORWARD: MorningList(N_("Complaints to pass on"), beside=True),
    UNANSWERED: MorningList(N_("Complaints without an answer"), beside=True),
    TO_TELL: MorningList(N_("Answers to pass on to whoever complained"), beside=True),
}


@dataclass(frozen=True, slots=True)
class AnswerPeriod:
    """Days after which a complaint that was passed on and not answered is overdue."""

    principal: str
    days: Annotated[int, dated.Holds(least=1)]
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


def read_answer_periods(csv_text: str) -> tuple[AnswerPeriod, ...]:
    """Return the rows of ``resources/complaints.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return dated.table(csv_text, AnswerPeriod, "principal")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Complaint as the tables know it; days are ISO texts.

    Attributes:
        complaint: Its number.
        seq: Entry that noted it.
        principal: Whose network it is about.
        subject: What about, a code of the list ``complaint``.
        tracking: The number it is about, None where there is none.
        noted_day: Day on which it was noted.
        state: Where it stands.
        last_seq: Entry of what happened to it last.
        forwarded_day: Day on which it was passed on last, None before.
        forwarded_to: To whom, a code of the list ``complaint_to``.
        answer_by_day: Last day on which an answer is in time; None where nobody says so.
        answer_seq: Entry that noted the last answer, None before.
        closed_day: Day on which it ended, None while it is open.
    """

    complaint: str
    seq: int
    principal: str
    subject: str
    tracking: str | None
    noted_day: str
    state: str
    last_seq: int
    forwarded_day: str | None = None
    forwarded_to: str | None = None
    answer_by_day: str | None = None
    answer_seq: int | None = None
    closed_day: str | None = None


STANDING = ("state", "last_seq", "forwarded_day", "forwarded_to", "answer_by_day", "answer_seq")
"""What an act changes of a complaint, and what comes back where it is taken back."""


def due(known: Complaint, day: date) -> str:
    """Return the list of a morning that a complaint stands in; empty while an answer is waited for in time."""
    if known.state != FORWARDED:
        return _TO_DO.get(known.state, "")
    return UNANSWERED if is_overdue(known, day) else ""


_TO_DO = {NOTED: TO_FORWARD, ANSWERED: TO_TELL}


def is_overdue(known: Complaint, day: date) -> bool:
    """Say whether an answer is waited for in vain."""
    late = known.answer_by_day is not None and known.answer_by_day < day.isoformat()
    return late and known.state == FORWARDED
