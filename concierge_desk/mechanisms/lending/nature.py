"""Nature of what is lent: all that makes a service of its own of the one mechanism, as data.

Source: decision 0094.
"""

from dataclasses import dataclass

from concierge_desk.counter.service_nature import ServiceNature


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingNature(ServiceNature):
    """What is lent by a service: its lists, its lengths, a few truths. No other page goes by its words.

    Attributes:
        prefix: Letter of the codes on its labels.
        conditions: List of how a thing is; ``damaged`` is one of them.
        stock: English source of the word behind which its things are registered; nothing else goes by it.
        most_out: Loans that somebody may have at once.
        member: Only members borrow.
        hold_days: Open days for which a thing is kept for somebody who was called.
        gap_days: Days that a thing rests between two loans.
        parts: List of the parts of which the condition is told one by one; empty where it is told of the whole.
        taught: A practice shop teaches how a drill of it is lent.
        authorised: Only who is authorised borrows, and shows a document; what hangs is counted at the closing.
    """

    prefix: str
    conditions: str
    stock: str
    most_out: int = 3
    member: bool = False
    hold_days: int = 3
    gap_days: int = 0
    parts: str = ""
    taught: bool = False
    authorised: bool = False
