"""Natures of what is sold: a service, goods, and goods whose ticket is printed unasked.

Source: docs/requirements.md, R-2.01, R-2.03.
"""

from collections.abc import Iterable
from typing import Final

from concierge_desk.domain.charge import Charge

GOODS: Final = "goods"
SERVICE: Final = "service"
DURABLE: Final = "durable"
"""Goods whose ticket has to name the legal guarantee, and so is printed without being asked for: appliances, telephones, tools
with a motor, toys, watches, furniture, and what else C. conso. D. 211-6 lists.

Source: docs/requirements.md, R-2.03.
"""


def is_printed_unasked(charges: Iterable[Charge]) -> bool:
    """Say whether a ticket is printed though nobody asked for it."""
    return any(charge.nature == DURABLE for charge in charges)
