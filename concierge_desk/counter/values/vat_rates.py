"""VAT rates that the program is shipped with.

Source: docs/contract.md, "Amounts and dated rows".
"""

from functools import cache

from concierge_desk import paths
from concierge_desk.domain.accounting.vat_rates import VatRow, read_vat_rows


@cache
def shipped_rates() -> tuple[VatRow, ...]:
    """Return the rows of ``resources/vat.csv``."""
    return read_vat_rows(paths.resource_text("vat.csv"))
