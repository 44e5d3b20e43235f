"""A month of what a principal pays, as pages, papers and files show it. Pure.

Source: decision 0077.
"""

from dataclasses import dataclass
from datetime import date

from concierge_desk.domain.accounting.period import month_days
from concierge_desk.services.relay.model.pay.minutes import TimeSpent, hour_cents
from concierge_desk.services.relay.model.pay.reckoning import Expected, PayDifference
from concierge_desk.services.relay.model.pay.statement import StatementLine


@dataclass(frozen=True, slots=True)
class PayMonth:
    """What a principal should pay for a month, what it says that it pays, and the time that went into it.

    Attributes:
        name: What the principal is called, where a partner was made of it; empty else.
        expected: What it should pay.
        theirs: What it says; empty where no statement was noted.
        spent: Time by kind of act.
        today: ISO date on which it is looked at.
        ours: The shop, and the code of its desk.
    """

    name: str
    expected: Expected
    theirs: tuple[StatementLine, ...]
    spent: tuple[TimeSpent, ...]
    today: str
    ours: str

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return date.fromisoformat(self.today) <= month_days(self.expected.month)[1]

    @property
    def noted(self) -> bool:
        """Whether a statement of it was noted."""
        return bool(self.theirs)

    @property
    def differences(self) -> tuple[PayDifference, ...]:
        """The lines that differ, by what is expected now; none where no statement was noted."""
        theirs = {line.code: line.cents for line in self.theirs}
        return self.expected.differences(theirs) if theirs else ()

    @property
    def hour_cents(self) -> int | None:
        """What an hour of it pays, without VAT; None where no time was spent, or nothing is known of what is paid."""
        return hour_cents(self.expected.ht_cents, self.spent) if self.expected.lines else None
