"""Names of those who may something, and who of them can approve of an act.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.counter.rights.grant import reach_of, roles_in
from concierge_desk.counter.rights.table import ALL, CONCIERGE, INSPECTOR, RESPONSIBLE, RIGHTS, VOLUNTEER
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.errors import Param
from concierge_desk.i18n import N_
from concierge_desk.store.records import operator_name
from concierge_desk.store.staff import codes

_BETWEEN, _NAMED, _AND = ", ", ": ", " / "

_WHO: Final[Mapping[str, str]] = {
    CONCIERGE: N_("the concierge"),
    VOLUNTEER: N_("a volunteer"),
    RESPONSIBLE: N_("the responsible"),
    INSPECTOR: N_("the inspector"),
}
"""What each role is called within a sentence."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who keeps the counter.

    Attributes:
        roles: What each may be, by code.
        names: What each is called, by code; empty where there is one alone, whom nobody has to name.
        coded: Those of whom a code is asked.
    """

    roles: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    coded: frozenset[str] = frozenset()

    def have(self, right: str) -> tuple[str, ...]:
        """Return who has a right whole, by code, in the order of the settings."""
        return tuple(code for code, roles in self.roles.items() if reach_of(right, roles) == ALL)

    def approvers(self, right: str, besides: str) -> tuple[str, ...]:
        """Return who can lend somebody else a right: a code of theirs is what they say it by.

        What everybody at the counter may is lent to nobody: whoever may not even that only looks, and somebody else
        sits down for it.
        """
        if RIGHTS[right].reach.get(VOLUNTEER) == ALL:
            return ()
        return tuple(code for code in self.have(right) if code != besides and code in self.coded)

    def told(self, params: Mapping[str, Param]) -> Mapping[str, Param]:
        """Return what the sentence of a refusal is filled with: roles, each with the names of those who are it."""
        who = str(params["who"]).split(_BETWEEN)
        return {**params, "who": _BETWEEN.join(self._named(role) for role in who)}

    def _named(self, role: str) -> str:
        names = [
            self.names[code] for code, roles in self.roles.items() if role in roles and code in self.names
        ]
        return f"{role}{_NAMED}{_AND.join(names)}" if names else role


def staff_of(rows: Rows, shop: Mapping[str, Any]) -> Staff:
    """Return who keeps the counter of a shop.

    Args:
        rows: The running transaction.
        shop: The whole of what the shop is, as its entry has it.
    """
    roles = roles_in(shop)
    if len(roles) == 1:
        return Staff(roles, {})
    names = {code: operator_name(rows, shop, code) for code in roles}
    return Staff(roles, names, frozenset(code for code in roles if codes.has_code(rows, code)))


def who_words(who: str, lang: str) -> str:
    """Return who may, as a sentence says it: ``the concierge or the responsible (Farida)``.

    Args:
        who: Roles, each with the names of those who are it where they are known: see `Staff.told`.
        lang: In which language.
    """
    return either([_one(one, lang) for one in who.split(_BETWEEN)], lang)


def either(words: Sequence[str], lang: str) -> str:
    """Return words of which one is enough, as they are read."""
    *before, last = words
    return say(N_("{these} or {that}"), lang, these=_BETWEEN.join(before), that=last) if before else last


def _one(told: str, lang: str) -> str:
    role, _, names = told.partition(_NAMED)
    called = say(_WHO[role], lang) if role in _WHO else role
    return f"{called} ({names.replace(_AND, _BETWEEN)})" if names else called
