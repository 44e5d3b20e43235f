"""Nature of what is lent: all that makes a service of its own of the one mechanism, as data.

Source: decision 0094.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LendingNature:
    """What is lent by a service: its lists, its lengths, a few truths.

    Attributes:
        code: As in kinds, commands, tables; code of the service.
        label: English source of its name on screen.
        group: Under which heading of the shop it stands.
        prefix: Letter of the codes on its labels.
        vat_code: Of the dated rates, where a loan has a price.
        kinds: Resource of the kinds that the program ships.
        conditions: List of how a thing is; ``damaged`` is one of them.
        words: English source of the words that it is looked for by, parted by spaces; no other page goes by them.
        stock: English source of the word behind which its things are registered; nothing else goes by it.
        icon: Name of its picture; the code by default.
        most_out: Loans that somebody may have at once.
        member: Only members borrow.
        hold_days: Open days for which a thing is kept for somebody who was called.
        gap_days: Days that a thing rests between two loans.
        parts: List of the parts of which the condition is told one by one; empty where it is told of the whole.
        fnuci: A thing bears a number by which its owner is known.
        taught: A practice shop teaches how a drill of it is lent.
        authorised: Only who is authorised borrows, and shows a document; what hangs is counted at the closing.
    """

    code: str
    label: str
    group: str
    prefix: str
    vat_code: str
    kinds: str
    conditions: str
    words: str
    stock: str
    icon: str = ""
    most_out: int = 3
    member: bool = False
    hold_days: int = 3
    gap_days: int = 0
    parts: str = ""
    fnuci: bool = False
    taught: bool = False
    authorised: bool = False
