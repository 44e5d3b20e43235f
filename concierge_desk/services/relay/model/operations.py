"""Which postal operations a shop offers: on by default as its contract has them, each with a switch.

What follows from holding other people's items (hand-over, refusal, return) has none: an item that came in
must be able to leave.

Source: domain.md §1.2 (operation list); decision 0014.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concierge_desk.counter.service import Context, Undone
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted

STAMPS = "VENTE_TP"
FRANKING = "AFFR"
ARRIVAL = "INST_ARR"
CHRONOPOST_DEPOSIT = "DEP_CHRONO"
COMPLAINT = "RECLAM"
DEPOSITS = {
    "letter": "DEP_LETTRE",
    "registered": "DEP_LR",
    "parcel": "DEP_COLIS",
    "prepaid_return": "DEP_RETOUR",
}
"""Operation of each kind of deposit."""

_COLUMNS = ("operation", "label_fr", "label_en", "default", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the catalogue: its code, what it is called, whether it is on unless the shop says."""

    operation: str
    label_fr: str
    label_en: str
    default: bool


@dataclass(frozen=True, slots=True)
class Switches:
    """What this shop offers.

    Attributes:
        operations: Every operation that has a switch, by code.
        chosen: What the shop chose for some of them.
    """

    operations: Mapping[str, Operation]
    chosen: Mapping[str, bool] = field(default_factory=dict)

    def on(self, operation: str) -> bool:
        """Say whether the shop offers an operation; what has no switch is always offered."""
        known = self.operations.get(operation)
        return known is None or self.chosen.get(operation, known.default)

    def require(self, *operations: str) -> None:
        """Refuse what the shop does not offer.

        Raises:
            Refused: ``relay.operation_off``.
        """
        for operation in operations:
            if not self.on(operation):
                raise Refused("relay.operation_off", operation=self.operations[operation].label_fr)


@dataclass(frozen=True, slots=True)
class Switch:
    """Offer an operation, or offer it no more."""

    operation: str
    on: bool


def read_operations(csv_text: str) -> Mapping[str, Operation]:
    """Return the rows of ``resources/relay-operations.csv`` by code.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    found = {}
    for line in dated.lines(csv_text, _COLUMNS):
        code = line.text("operation")
        if line.text("default") not in ("on", "off"):
            raise dated.BadRow(line.number, "default is on or off")
        found[code] = Operation(
            code, line.text("label_fr"), line.text("label_en"), line.text("default") == "on"
        )
    return found


def switch(state: Switches, command: Switch, context: Context) -> tuple[Event, ...]:
    """Write what the shop offers from now on.

    Raises:
        Refused: ``relay.operation_unknown``, ``operator.not_responsible``.
    """
    if command.operation not in state.operations:
        raise Refused("relay.operation_unknown", operation=command.operation)
    responsible = context.settings.operators[0]
    if context.operator != responsible:
        raise Refused("operator.not_responsible", operator=responsible)
    return (Event("relay.switched", {"operation": command.operation, "on": command.on}),)


def switched_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what was switched."""
    return {name: posted[-1].data[name] for name in ("operation", "on")}


def switch_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Put a switch back where it was."""
    data = undone.posted.data
    return (Event("relay.switched", {"operation": data["operation"], "on": not data["on"]}),)
