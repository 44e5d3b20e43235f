"""Preparation of a closing: the typed count survives a power cut. Working state, no entry.

Source: decision 0021.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.day.terminals import MOST_TERMINALS, TerminalTold
from concierge_desk.counter.rights.table import DAY
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ALWAYS, AnyCommand, Command
from concierge_desk.counter.till.visits import ABANDON, KEEP
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import (
    MOST_CHEQUES,
    Choice,
    Denominations,
    Flag,
    Items,
    OwnCode,
    Text,
    signed_cents,
)
from concierge_desk.domain.journal import Data, Event
from concierge_desk.domain.preparation import Preparation
from concierge_desk.i18n import N_
from concierge_desk.store.preparation import drop_preparation, keep_preparation

MOST_COUNTS, MOST_COUNTED = 20, 1000
_WORD = Text(max_length=40)


@dataclass(frozen=True, slots=True)
class CountSoFar:
    """What was seen so far of what a service has counted before a closing."""

    command: Annotated[str, _WORD, "The command of that count, such as `till.count_safe`."]
    seen: Annotated[tuple[str, ...], Items(_WORD, most=MOST_COUNTED), "What was seen so far.", Otherwise(())]
    passed: Annotated[bool, Flag(), "It was passed over."] = False


@dataclass(frozen=True, slots=True)
class Prepare:
    """Keep what was typed for the closing so far; or forget it."""

    denominations: Annotated[
        Mapping[int, int],
        Denominations(),
        "Pieces typed so far, of each coin and note.",
        Otherwise({}),
    ]
    parked: Annotated[
        str | None, Choice((KEEP, ABANDON)), "What is to become of visits that are not settled."
    ]
    later: Annotated[bool, Flag(), "It is left for later; what was typed stays."] = False
    card_terminal_cents: Annotated[int | None, signed_cents(), "What the card terminal came to."] = None
    cheques_seen: Annotated[
        tuple[str, ...] | None, Items(OwnCode(), most=MOST_CHEQUES), "Codes of the cheques seen so far."
    ] = None
    card_terminals: Annotated[
        tuple[TerminalTold, ...],
        Items(group_of(TerminalTold), most=MOST_TERMINALS),
        "What the terminals of payees came to so far.",
    ] = ()
    checked: Annotated[bool, Flag(), "Cards and cheques were gone through, or passed over."] = False
    counts: Annotated[
        tuple[CountSoFar, ...],
        Items(group_of(CountSoFar), most=MOST_COUNTS),
        "What services have counted, so far.",
    ] = ()
    over: Annotated[bool, Flag(), "It is over: what was typed is forgotten."] = False


def _keep(rows: Rows, command: Prepare, _context: Context) -> Data:
    if command.over:
        drop_preparation(rows)
    else:
        kept = Preparation(
            command.denominations,
            command.parked,
            command.later,
            command.card_terminal_cents,
            command.cheques_seen,
            command.checked,
            {told.payee: told.cents for told in command.card_terminals},
            {told.command: told.seen for told in command.counts if told.seen},
            tuple(told.command for told in command.counts if told.passed),
        )
        keep_preparation(rows, kept)
    return {}


def _nothing_happens(_state: None, _command: Prepare, _context: Context) -> tuple[Event, ...]:
    return ()


PREPARE_COMMAND: AnyCommand = Command(
    name="day.prepare",
    summary=N_("A closing is prepared: what is typed for it is kept, and none of it has happened yet."),
    decide=_nothing_happens,
    work=_keep,
    when=ALWAYS,
    right=DAY,
)
"""Keeps a closing under way."""
