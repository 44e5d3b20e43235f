"""Answer to "is my parcel there?", asked at the counter or by telephone: yes or no, without name, sender or place. Pure.

Source: docs/trade.md, "Secrecy of correspondence", rule 15; docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.texts.short_dates import said_day
from concierge_desk.domain.journal import Data, Event
from concierge_desk.i18n import N_, translate
from concierge_desk.mechanisms.custody.model import DAMAGED, LOST, NOT_FOUND
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.facts.presence import AskedStay
from concierge_desk.services.relay.model.kinds import TRACKING

HERE, COMING_IN, HANDED_OVER, GOES_BACK, WENT_BACK, TO_CHECK, SEVERAL, UNKNOWN = (
    "here",
    "coming_in",
    "handed_over",
    "goes_back",
    "went_back",
    "to_check",
    "several",
    "unknown",
)

_ANSWERS: Final = {
    states.HELD: HERE,
    DAMAGED: HERE,
    states.REFUSED: GOES_BACK,
    states.MISROUTED: GOES_BACK,
    states.HANDED_OVER: HANDED_OVER,
    states.RETURNED: WENT_BACK,
    # Whoever asks is called back: nothing of it is said by telephone.
    NOT_FOUND: TO_CHECK,
    states.MISDELIVERED: TO_CHECK,
    LOST: TO_CHECK,
}

TOLD: Final = {
    HERE: N_("Yes, it is here, until {until_day}"),
    COMING_IN: N_("It has just come in: it can be collected in a moment"),
    HANDED_OVER: N_("It was handed over already"),
    GOES_BACK: N_("It goes back with the postman"),
    WENT_BACK: N_("It went back already"),
    TO_CHECK: N_("We have to look for it, and call you back"),
    SEVERAL: N_("Several numbers end so: ask for the whole number"),
    UNKNOWN: N_("No, nothing is here under this number"),
}
"""By answer, the sentence that is said aloud."""


@dataclass(frozen=True, slots=True)
class AskHere:
    """Somebody asks whether a parcel is there: only yes or no is answered."""

    tracking: Annotated[str, TRACKING, "Its number, or how the number of something here ends."]


def ask_here(_state: None, _command: AskHere, _context: Context) -> tuple[Event, ...]:
    """Write nothing: the answer is looked up."""
    return ()


def answer_of(stays: Sequence[AskedStay]) -> Data:
    """Return what is said, as ``answer``; where it is here also ``until_day``, the last one on which it can be collected.

    Args:
        stays: Of the number, the latest last; of the end of one, what is here.
    """
    numbers = {stay.tracking for stay in stays}
    if not stays:
        return {"answer": UNKNOWN}
    if len(numbers) > 1:
        return {"answer": SEVERAL}
    stay = next((one for one in stays if one.state in states.IN_CARE), stays[-1])
    if stay.open_bag is not None and stay.state in states.NEXT[states.HAND_OVER]:
        return {"answer": COMING_IN}
    answer = _ANSWERS[stay.state]
    return {"answer": answer, **({"until_day": stay.deadline_day} if answer == HERE else {})}


def answer_words(told: Data, lang: str) -> str:
    """Return an answer as it is said; empty for the answer of anything else."""
    words = TOLD.get(str(told.get("answer")))
    if words is None:
        return ""
    day = {"until_day": said_day(date.fromisoformat(told["until_day"]), lang)} if "until_day" in told else {}
    return translate(words, lang).format(**day)
