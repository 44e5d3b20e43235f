"""Fields of what the shop is as they are read: each by its label and its value, and what somebody may do. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.counter.setup.operators import LIST
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.i18n import N_, translate

FIELD_LABELS: Mapping[str, str] = {
    "name": N_("Name of the shop"),
    "legal": N_("Legal mentions"),
    "address": N_("Address"),
    "siret": N_("SIRET"),
    "rcs": N_("Register of companies"),
    "vat_number": N_("VAT number"),
    "timezone": N_("Time zone"),
    "holidays": N_("Holidays"),
    "fiscal_year_start": N_("Fiscal year from"),
    "roll_mm": N_("Width of the roll"),
}
"""By field of ``[desk]``, in English."""

_NONE = N_("none")


def field_text(name: str, value: Any, lang: str) -> str:
    """Return a field of what the shop is as it is read; None for what is left out."""
    if value in (None, "", []):
        return translate(_NONE, lang)
    if name == "holidays":
        return translate(REGIONS[value], lang) if value in REGIONS else str(value)
    if name == "roll_mm":
        return f"{value}\u00a0mm"
    if name == "fiscal_year_start":
        month, _, day = str(value).partition("-")
        return f"{day}/{month}"
    return " · ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def roles_text(roles: Sequence[str], lang: str) -> str:
    """Return what somebody may do: ``concierge, responsable``."""
    return ", ".join(low(label_of(LIST, role, lang)) for role in roles)
