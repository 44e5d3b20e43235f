"""Retention of natures: whose its things are, and what was typed of them, until so long after they are over.

Source: docs/requirements.md, R-4.02; decisions 0086, 0093, 0094.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concierge_desk.counter.personal_columns import CONTRACT, Personal, PersonalColumn
from concierge_desk.counter.privacy.core_columns import record
from concierge_desk.counter.retention import Keeping, Retention
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.erasures import Erasure
from concierge_desk.store.held.parties import erase_links
from concierge_desk.store.privacy.periods import but_those


@dataclass(frozen=True, slots=True)
class NatureKeeping:
    """What a mechanism keeps for a time; codes stand without the nature's, sentences are English sources.

    Attributes:
        beside: Code of the period of names and sentences.
        tied: Code of the period of who is known.
        ends: When both end.
        days: How long they are.
        purpose: What both are for.
        typed: What stands as names and sentences.
        card: What stands of who is known.
        in_use: Query of the refs that are still in use; ``{N}`` stands for the nature's code, ``:day`` for the day.
        over: Query of the parties that are over and tied to somebody.
    """

    beside: str
    tied: str
    ends: str
    days: int
    purpose: str
    typed: str
    card: str
    in_use: str
    over: str

    def of(self, code: str) -> Keeping:
        """Return what a nature keeps for a time."""
        beside, tied = f"{code}.{self.beside}", f"{code}.{self.tied}"
        in_use, over = (query.replace("{N}", code) for query in (self.in_use, self.over))
        return Keeping(
            retention=(
                Retention(beside, self.ends, self.days, but_those(beside, in_use)),
                Retention(
                    tied, self.ends, self.days, lambda rows, day: _refs(rows, over, day), _forget_parties
                ),
            ),
            personal=Personal(
                columns=(
                    record(beside, self.typed, self.purpose, CONTRACT),
                    PersonalColumn("party_link", "person", self.card, self.purpose, CONTRACT, tied),
                )
            ),
        )


def _refs(rows: Rows, query: str, day: str) -> tuple[str, ...]:
    return tuple(ref for (ref,) in rows.execute(query, {"day": day}))


def _forget_parties(rows: Rows, parties: Iterable[str]) -> None:
    """Forget whose some things were, and when that was: what went at one instant would be one person's."""
    erase_links(rows, [Erasure(party, "") for party in parties])
