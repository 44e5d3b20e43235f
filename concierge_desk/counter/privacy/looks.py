"""Looks at names: by which kinds of question, which of them belong to an act, which were outside one. Pure.

Source: docs/requirements.md, R-4.14; decision 0091.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from concierge_desk.counter.cards.leads import WHO_NOW
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.store.staff.looked import PERIOD, NamesLookedAt

SEARCH, CARD, PEOPLE = "person_search", "person_card", "people_list"
LOOK, CALLS, PAPER = "look_names", "call_list", "paper_again"
ACCESS, EXPORT = "access_paper", "export_names"
"""Codes of the list ``look``."""

LOOKED_RETENTION: Final = "names_looked_at"

_SAVE: Final = "visit.save"


@dataclass(frozen=True, slots=True)
class AwaitedLook:
    """A look that an act may still follow; what was typed is in memory alone, and only as long.

    Attributes:
        line: What is noted where none does.
        text: What was typed.
        refs: What an act names that belongs to it.
        touched: When something came of it last.
        served: Whose card was shown is being served.
        covered: An act followed.
    """

    line: NamesLookedAt
    text: str
    refs: frozenset[str]
    touched: datetime
    served: bool = False
    covered: bool = False

    def goes_on(self, line: NamesLookedAt, text: str, refs: frozenset[str]) -> bool:
        """Say whether a look goes on with this one: a letter more, or fewer, or a card that was shown already."""
        if line.operator != self.line.operator or self.is_over(line.at):
            return False
        typed, before = text.casefold(), self.text.casefold()
        spelled = line.kind == self.line.kind and (typed.startswith(before) or before.startswith(typed))
        return spelled or not refs.isdisjoint(self.refs)

    def is_named_by(self, said: frozenset[str]) -> bool:
        """Say whether an act names what was shown, or says the name again that was looked for."""
        if not self.refs.isdisjoint(said):
            return True
        typed = set(self.text.casefold().split())
        return bool(typed) and typed <= {word for text in said for word in text.casefold().split()}

    def is_over(self, at: datetime) -> bool:
        """Say whether no act is waited for any more: a clock that was set back ends it as well."""
        return not self.touched <= at < self.touched + PERIOD


@dataclass(slots=True)
class Looks:
    """What one process knows of looks beside the store.

    Attributes:
        held: Looks that an act may still follow, the last one last.
        noted: When each operator's last line of a kind was noted: most looks need no look into the store.
        missed: Lines that the disk did not take; they are tried again with the next one.
    """

    held: list[AwaitedLook] = field(default_factory=list)
    noted: dict[tuple[str, str], datetime] = field(default_factory=dict)
    missed: list[NamesLookedAt] = field(default_factory=list)

    def seen(self, line: NamesLookedAt, text: str, offers: Sequence[Offer]) -> tuple[NamesLookedAt, ...]:
        """Hold a look at cards that name people, and return those before it that no act followed."""
        refs = frozenset(refs_of(offers))
        if self.held and self.held[-1].goes_on(line, text, refs):
            last = self.held[-1]
            self.held[-1] = replace(last, text=text, refs=last.refs | refs, touched=line.at)
            return self.over(line.at)
        gone = self._let_go([one for one in self.held if one.served and not one.is_over(line.at)])
        self.held.append(AwaitedLook(line, text, refs, line.at))
        return gone

    def acted(self, raw: Mapping[str, Any], at: datetime, *, written: bool) -> tuple[NamesLookedAt, ...]:
        """Let an act that was accepted stand for the looks that it names, and return those that are over.

        Args:
            raw: The command.
            at: When.
            written: It wrote an entry.
        """
        over, said, saves = self.over(at), frozenset(_texts(raw)), raw.get("do") == _SAVE
        for place, one in enumerate(self.held):
            named = one.is_named_by(said)
            if saves and named:
                # Who is brought into the visit is served: whatever is done then is done for them.
                self.held[place] = replace(one, served=True, touched=at)
            elif not saves and (named or (one.served and written)):
                self.held[place] = replace(one, covered=True, touched=at)
        return over

    def over(self, at: datetime) -> tuple[NamesLookedAt, ...]:
        """Forget the looks that no act can follow any more, and return those that none followed."""
        return self._let_go([one for one in self.held if not one.is_over(at)])

    def all_over(self) -> tuple[NamesLookedAt, ...]:
        """Forget all, and return those that no act followed: the window is closed."""
        return self._let_go([])

    def is_new(self, line: NamesLookedAt) -> bool:
        """Say whether a line is to be noted: none of its kind was within the period."""
        last = self.noted.get((line.operator, line.kind))
        return last is None or not last <= line.at < last + PERIOD

    def _let_go(self, left: list[AwaitedLook]) -> tuple[NamesLookedAt, ...]:
        gone = [one.line for one in self.held if one not in left and not one.covered]
        self.held = left
        return tuple(gone)


def refs_of(offers: Iterable[Offer]) -> Iterator[str]:
    """Yield what an act names that is asked for on one of some cards."""
    for offer in offers:
        yield from filter(None, (offer.ref, offer.number))
        for act in offer.acts:
            if act.leads.startswith(WHO_NOW):
                yield act.leads.removeprefix(WHO_NOW)
            if "op_of" in act.fields:
                yield act.fields["op_of"]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
