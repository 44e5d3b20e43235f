"""Words of what the shop is: what of it changed from what to what, who keeps it, which rates hold. Pure; never a name.

Source: docs/wording.md, "How sentences are worded"; decision 0065.
"""

from typing import Any

from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.setup import whole
from concierge_desk.counter.setup.field_words import FIELD_LABELS, field_text, roles_text
from concierge_desk.counter.setup.vat_rows import IMPORTED
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.paper_dates import rate_text
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_, translate


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
