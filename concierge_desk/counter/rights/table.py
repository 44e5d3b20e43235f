"""Table of rights: which role has which, and how far. Data; a command names its right.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_

CONCIERGE, VOLUNTEER, RESPONSIBLE, INSPECTOR = "concierge", "volunteer", "responsible", "inspector"
ROLES: Final = (CONCIERGE, VOLUNTEER, RESPONSIBLE, INSPECTOR)
"""Codes of the list ``role``."""

Reach: TypeAlias = Literal["all", "limit", "own"]
ALL: Final[Reach] = "all"
LIMIT: Final[Reach] = "limit"
"""Up to an amount that the shop chooses."""
OWN: Final[Reach] = "own"
"""What one did oneself, the same day."""

SERVE, LOOK, DAY = "serve", "look", "day"
MONEY_OUT, CORRECT, OWE, FORGIVE = "money_out", "correct", "owe", "forgive"
PEOPLE, PERSONAL, ERASE = "people", "personal", "erase"
ACCOUNTS, PRICES, SET_UP = "accounts", "prices", "set"
VERIFY, EXPORT_DAY, EXPORT = "verify", "export_day", "export"


@dataclass(frozen=True, slots=True)
class Right:
    """One right.

    Attributes:
        code: Released.
        label: English source of what it lets somebody do.
        deed: English source of the same in few words, as a sentence begins that says who may.
        reach: By role, how far; a role that is left out does not have it.
    """

    code: str
    label: str
    deed: str
    reach: Mapping[str, Reach]

    @property
    def who(self) -> tuple[str, ...]:
        """The roles that have it without a limit, in their order."""
        return tuple(role for role in ROLES if self.reach.get(role) == ALL)


def _all(*roles: str) -> dict[str, Reach]:
    return dict.fromkeys(roles, ALL)


_COUNTER = _all(CONCIERGE, VOLUNTEER, RESPONSIBLE)
_HERS = _all(CONCIERGE, RESPONSIBLE)

_TABLE: Final = (
    Right(SERVE, N_("Serve: services, visits, being paid"), N_("Serve at the counter"), _COUNTER),
    Right(LOOK, N_("Look and print"), N_("Look at it or print it"), _all(*ROLES)),
    Right(DAY, N_("The day: open, close, count, set the clock, back up"), N_("Run the day"), _COUNTER),
    Right(
        MONEY_OUT,
        N_("Let money go out: give back, remit, pay in, open the drawer"),
        N_("Let money go out"),
        _HERS | {VOLUNTEER: LIMIT},
    ),
    Right(CORRECT, N_("Correct: take acts back"), N_("Take back what was done"), _HERS | {VOLUNTEER: OWN}),
    Right(OWE, N_("Let somebody owe: the slate"), N_("Put it on the slate"), _HERS),
    Right(
        FORGIVE,
        N_("Forgive a debt, indemnify"),
        N_("Forgive a debt or indemnify"),
        {CONCIERGE: LIMIT, RESPONSIBLE: ALL},
    ),
    Right(PEOPLE, N_("People: create, correct, note, card"), N_("Note who people are"), _COUNTER),
    Right(
        PERSONAL,
        N_("People: merge, hand out what is kept, names in lists"),
        N_("See all that is kept of people"),
        _HERS,
    ),
    Right(ERASE, N_("People: erase"), N_("Erase people"), _all(RESPONSIBLE)),
    Right(ACCOUNTS, N_("Accounts: the bank, what principals pay"), N_("See to the accounts"), _HERS),
    Right(PRICES, N_("Prices and articles"), N_("Change prices and articles"), _HERS),
    Right(
        SET_UP,
        N_("Settings: tariffs, partners, operators, hours; restore"),
        N_("Change the settings"),
        _all(RESPONSIBLE),
    ),
    Right(VERIFY, N_("Verify"), N_("Verify the journal"), _HERS | _all(INSPECTOR)),
    Right(EXPORT_DAY, N_("Export a closed day"), N_("Export a day"), _all(*ROLES)),
    Right(EXPORT, N_("Export everything"), N_("Hand out all that is kept here"), _HERS | _all(INSPECTOR)),
)

RIGHTS: Final[Mapping[str, Right]] = {right.code: right for right in _TABLE}


@dataclass(frozen=True, slots=True)
class Depends:
    """Rights of a command that hang on what is asked.

    Attributes:
        rights: All that it may need, for the reference.
        of: (rows, command, context) -> those that it needs; none for what proves by itself who asks.
        corrected: (rows, command) -> the entries that it takes back.
    """

    rights: tuple[str, ...]
    of: Callable[[Any, Any, Any], tuple[str, ...]]
    corrected: Callable[[Any, Any], Sequence[Posted]] | None = None


CommandRight: TypeAlias = str | Depends


def rights_named(right: CommandRight) -> tuple[str, ...]:
    """Return all rights that a command may need."""
    return (right,) if isinstance(right, str) else right.rights
