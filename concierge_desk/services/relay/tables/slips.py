"""Table of the postman's slips: of deposits, or of what goes back."""

from typing import Final

from concierge_desk.mechanisms.slips.tables import SlipTable

SLIPS: Final = SlipTable(
    name="relay_slip", things=("relay_custody", "relay_outgoing"), kept=("what",), more=("what",)
)
