"""Table of rights: which role has which, and how far. Data and pure rules; a command names its right.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_

CONCIERGE, VOLUNTEER, RESPONSIBLE, INSPECTOR = "concierge", "volunteer", "responsible", "inspector"
ROLES: Final = (CONCIERGE, VOLUNTEER, RESPONSIBLE, INSPECTOR)
"""Codes of the list ``role``."""

Reach: TypeAlias = Literal["all", "limit", "own"]
ALL: Final = "all"
LIMIT: Final = "limit"
"""Up to an amount that the shop chooses."""
OWN: Final = "own"
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
        reach: By role, how far; a role that is left out does not have it.
    """

    code: str
    label: str
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
    Right(SERVE, N_("Serve: services, visits, being paid"), _COUNTER),
    Right(LOOK, N_("Look and print"), _all(*ROLES)),
    Right(DAY, N_("The day: open, close, count, set the clock, back up"), _COUNTER),
    Right(
        MONEY_OUT,
        N_("Let money go out: give back, remit, pay in, open the drawer"),
        _HERS | {VOLUNTEER: LIMIT},
    ),
    Right(CORRECT, N_("Correct: take acts back"), _HERS | {VOLUNTEER: OWN}),
    Right(OWE, N_("Let somebody owe: the slate"), _HERS),
    Right(FORGIVE, N_("Forgive a debt, indemnify"), {CONCIERGE: LIMIT, RESPONSIBLE: ALL}),
    Right(PEOPLE, N_("People: create, correct, note, card"), _COUNTER),
    Right(PERSONAL, N_("People: merge, hand out what is kept, names in lists"), _HERS),
    Right(ERASE, N_("People: erase"), _all(RESPONSIBLE)),
    Right(ACCOUNTS, N_("Accounts: the bank, what principals pay"), _HERS),
    Right(PRICES, N_("Prices and articles"), _HERS),
    Right(SET_UP, N_("Settings: tariffs, partners, operators, hours; restore"), _all(RESPONSIBLE)),
    Right(VERIFY, N_("Verify"), _HERS | _all(INSPECTOR)),
    Right(EXPORT_DAY, N_("Export a closed day"), _all(*ROLES)),
    Right(EXPORT, N_("Export everything"), _HERS | _all(INSPECTOR)),
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


def roles_in(now: Data) -> dict[str, tuple[str, ...]]:
    """Return what each operator may be: on a desk where nobody said so, the first is responsible."""
    codes: Sequence[str] = now["operators"]
    told = now.get("operator_roles")
    if told is None:
        return {code: (CONCIERGE,) if place else (CONCIERGE, RESPONSIBLE) for place, code in enumerate(codes)}
    return {code: tuple(roles) for code, roles in zip(codes, told, strict=False)}
