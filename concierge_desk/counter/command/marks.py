"""Marks on cards: which of their acts are for others to do, and who they are. Pure.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.rights.grant import not_allowed, reach_of
from concierge_desk.counter.rights.table import RIGHTS
from concierge_desk.counter.rights.who_may import Staff, either
from concierge_desk.counter.service import AnyCommand
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.errors import Refused

Why: TypeAlias = Callable[[Refused], str]
"""Returns the sentence of a refusal."""


@dataclass(frozen=True, slots=True)
class CardMarks:
    """What cards say to whoever is at the counter of acts that are for others to do.

    Attributes:
        commands: Every command by name.
        staff: Who keeps the counter.
        operator: Code of whoever is at it.
        lang: Language of what is shown.
        why: See `Why`.
    """

    commands: Mapping[str, AnyCommand]
    staff: Staff
    operator: str
    lang: str
    why: Why

    def on(self, offers: Iterable[Offer]) -> tuple[Offer, ...]:
        """Return cards with what is said of their acts: what somebody may do in part is said when it is played."""
        roles = self.staff.roles.get(self.operator, ())
        lacking = frozenset(right for right in RIGHTS if reach_of(right, roles) is None)
        return tuple(self._of_offer(offer, lacking) for offer in offers) if lacking else tuple(offers)

    def _of_offer(self, offer: Offer, lacking: frozenset[str]) -> Offer:
        acts = tuple(self._of_act(act, lacking) for act in offer.acts)
        return offer if acts == offer.acts else replace(offer, acts=acts)

    def _of_act(self, act: OfferedAct, lacking: frozenset[str]) -> OfferedAct:
        command = self.commands.get(act.do)
        if command is None or not isinstance(command.right, str) or command.right not in lacking:
            return act
        right = command.right
        who = either([low(label_of("role", role, self.lang)) for role in RIGHTS[right].who], self.lang)
        alone = not self.staff.approvers(right, self.operator)
        barred = self.why(not_allowed(right, self.staff.roles.get(self.operator, ()))) if alone else ""
        return replace(act, who=who, barred=barred)
