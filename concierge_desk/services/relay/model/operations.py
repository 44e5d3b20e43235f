"""Operations of the relay that a shop offers: on by default as its contract has them, each with a switch.

What follows from holding other people's items (hand-over, refusal, return) has none: an item that came in
must be able to leave.

Source: docs/trade.md, "Operations of the relay"; decision 0014.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Flag
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.kinds import CODE

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

_COLUMNS = ("operation", "default", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class Switches:
    """Operations that this shop offers.

    Attributes:
        operations: Every operation that has a switch, by code: whether it is on unless the shop says.
        chosen: What the shop chose for some of them.
    """

    operations: Mapping[str, bool]
    chosen: Mapping[str, bool] = field(default_factory=dict)

    def on(self, operation: str) -> bool:
        """Say whether the shop offers an operation; what has no switch is always offered."""
        return self.chosen.get(operation, self.operations.get(operation, True))

    def require(self, *operations: str) -> None:
        """Refuse what the shop does not offer.

        Raises:
            Refused: ``relay.operation_off``.
        """
        for operation in operations:
            if not self.on(operation):
                raise Refused("relay.operation_off", operation=operation)


@dataclass(frozen=True, slots=True)
class Switch:
    """Offer an operation, or offer it no more."""

    operation: Annotated[str, CODE, "Code of the operation, such as `DEP_CHRONO`."]
    on: Annotated[bool, Flag(), "Whether the shop offers it."]


def read_operations(csv_text: str) -> dict[str, bool]:
    """Return the operations of ``resources/relay-operations.csv``: whether each is on by default.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    found = {}
    for line in dated.lines(csv_text, _COLUMNS):
        found[line.text("operation")] = line.word("default", ("on", "off")) == "on"
    return found


def switch(state: Switches, command: Switch, _context: Context) -> tuple[Event, ...]:
    """Write what the shop offers from now on.

    Raises:
        Refused: ``relay.operation_unknown``.
    """
    if command.operation not in state.operations:
        raise Refused("relay.operation_unknown", operation=command.operation)
    return (Event("relay.switched", {"operation": command.operation, "on": command.on}),)
