"""Words of what the shop is: what of it changed from what to what, who keeps it, which rates hold. Pure; never a name.

Source: docs/wording.md, "How sentences are worded"; decision 0065.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.counter.setup import whole
from concierge_desk.counter.setup.operators import LIST, roles_in
from concierge_desk.counter.setup.vat_rows import IMPORTED
from concierge_desk.counter.texts.messages import low, say
from concierge_desk.counter.texts.paper_dates import rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import Posted
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


def set_words(posted: Posted, lang: str) -> str:
    """Return what an entry says that writes down what the shop is."""
    data = posted.data
    if whole.CHANGED not in data:
        return say("What the shop is was written down", lang)
    if whole.OPERATOR in data:
        return _operator_words(data[whole.OPERATOR], posted, lang)
    before = data[whole.BEFORE]
    return ". ".join(_change(name, before[name], data.get(name), lang) for name in data[whole.CHANGED])


def _change(name: str, before: Any, after: Any, lang: str) -> str:
    # A field that a later version knows is told by its own name.
    what = translate(FIELD_LABELS[name], lang) if name in FIELD_LABELS else name
    first, then = field_text(name, before, lang), field_text(name, after, lang)
    return say("{what}: {after} instead of {before}", lang, what=what, after=then, before=first)


def _operator_words(code: str, posted: Posted, lang: str) -> str:
    data = posted.data
    roles = roles_in(data).get(code)
    if roles is None:
        return say("{operator} keeps the counter no more", lang, operator=code)
    may = roles_text(roles, lang)
    if code not in data[whole.BEFORE].get("operators", data["operators"]):
        return say("{operator} keeps the counter from now on: {may}", lang, operator=code, may=may)
    before = {**data, **data[whole.BEFORE]}
    did = roles_in({**before, "operator_roles": before.get("operator_roles")}).get(code, ())
    if tuple(did) != roles:
        first = roles_text(did, lang)
        return say("{operator} may be: {may} instead of {before}", lang, operator=code, may=may, before=first)
    return say("{operator} is called otherwise", lang, operator=code)


def rates_words(posted: Posted, lang: str) -> str:
    """Return what an entry of rates says: those that came with the program, or others from a day on."""
    rows = posted.data.get("rows", ())
    if not rows or any(row["source"] != IMPORTED for row in rows):
        return say("VAT rates written down", lang)
    told = ", ".join(f"{row['code']} {rate_text(row['rate'])}" for row in rows)
    words = N_("VAT from {from_day} on: {rates}")
    return say(words, lang, from_day=rows[0]["valid_from"], rates=told)
