"""Words of a comparison: what each of both says of an item, under what differs. Pure.

Source: docs/trade.md, "Their statuses and ours"; decision 0080.
"""

from collections.abc import Iterable, Mapping

from concierge_desk.counter.service_parts import SaidOtherwise
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import Data
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.compared.comparing import NEVER_HERE

_THEIRS: Mapping[str, str] = {
    "coming": N_("not here yet"),
    "available": N_("here, to be fetched"),
    "refused": N_("refused"),
    "returning": N_("on its way back"),
    "returned": N_("given back to its sender"),
    "delivered": N_("delivered"),
    "deposited": N_("handed in at the counter"),
}
_THEY_ALONE = N_("They think that it is here, and it is not")
_WE_ALONE = N_("It is here, and they think that it is gone")
_OTHERWISE = N_("Both say something else of it")
_ABSENT = N_("It is here, and their file does not name it")


_ACTS: Mapping[str, str] = {
    "received": N_("received"),
    "handed_over": N_("handed over"),
    "refused": N_("refused"),
    "returned": N_("given back to the postman"),
    "deposited_letter": N_("letters deposited"),
    "deposited_registered": N_("registered letters deposited"),
    "deposited_parcel": N_("parcels deposited"),
    "deposited_prepaid_return": N_("prepaid returns deposited"),
    "stamps": N_("stamps"),
    "prepaid": N_("prepaid envelopes"),
    "packaging": N_("packaging"),
    "franking": N_("franking"),
}


def acts_otherwise(data: Data, lang: str) -> str:
    """Return what their terminal counts otherwise, in words; empty where it counts nothing so."""
    rows = [row for row in data["differ"] if "act" in row]
    return ", ".join(_act(row, lang) for row in rows)


def _act(row: Data, lang: str) -> str:
    said = [(row["ours"], row["theirs"])] if row.get("ours") != row.get("theirs") else []
    if row.get("ours_cents") != row.get("theirs_cents"):
        said.append((format_amount(row["ours_cents"]), format_amount(row["theirs_cents"])))
    both = " · ".join(say(N_("{ours} here, {theirs} there"), lang, ours=a, theirs=b) for a, b in said)
    return say(N_("{act}: {both}"), lang, act=say(_ACTS[row["act"]], lang), both=both)


def said_otherwise(told: Data, lang: str) -> tuple[SaidOtherwise, ...]:
    """Return what differs: what they alone have here first, for somebody may be sent to fetch it."""
    return (
        *_numbers(told["theirs"], _THEY_ALONE, lang),
        *_numbers(told["ours"], _WE_ALONE, lang),
        *[
            _line(row["tracking"], _both(row, lang), _OTHERWISE, lang)
            for row in told["differ"]
            if "tracking" in row
        ],
        *_numbers(told["absent"], _ABSENT, lang),
    )


def _numbers(numbers: Iterable[str], part: str, lang: str) -> list[SaidOtherwise]:
    return [_line(number, "", part, lang) for number in numbers]


def _line(number: str, detail: str, part: str, lang: str) -> SaidOtherwise:
    return SaidOtherwise(number, number, detail, say(part, lang))


def _both(row: Data, lang: str) -> str:
    never = row["ours"] == NEVER_HERE
    ours = say(N_("never here"), lang) if never else label_of("relay_state", row["ours"], lang)
    return say(
        N_("Here: {ours}. They say: {theirs}."), lang, ours=ours, theirs=say(_THEIRS[row["theirs"]], lang)
    )
