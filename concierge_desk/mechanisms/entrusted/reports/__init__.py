"""Sentences of the entries of things entrusted, and their part of a day; pure.

Source: decisions 0023, 0093.
"""

from collections.abc import Mapping
from dataclasses import replace

from concierge_desk.counter.core.nature_texts import lines_of_nature, tellings_of_nature
from concierge_desk.counter.texts.entry_texts import Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, NN_

_SAID: Mapping[str, str] = {
    "quoted": N_("Price told for {order}"),
    "quote_answered+accepted": N_("Price of {order} accepted"),
    "quote_answered+refused": N_("Price of {order} refused"),
    "redone": N_("{piece} done again: treatment {round}"),
    "disputed": N_("Complaint about {piece}"),
    "dispute_settled+none": N_("Complaint about {piece} settled: nothing comes of it"),
    "dispute_settled+redo": N_("Complaint about {piece} settled: it is done again"),
    "dispute_settled+compensated": N_("Complaint about {piece} settled: compensated"),
    "moved": N_("{piece} moved from {from_place} to {place}"),
    "reminded": N_("Somebody told that {piece} waits"),
    "reminded+due_slot": N_("Somebody told by when {piece} is ready now"),
    "incident_noted+damaged": N_("{piece} is damaged"),
    "incident_noted+not_found": N_("{piece} cannot be found"),
    "incident_noted+found": N_("{piece} is found"),
    "incident_noted+lost": N_("{piece} is lost"),
    "taken_back": N_("{piece} did not leave: still here"),
    "rounds_set": N_("Rounds of {partner} from {valid_from} on"),
    "rounds_set+own": N_("Time of the shop's own work from {valid_from} on"),
    "reversed": N_("{pieces} as before"),
    "reversed+slip": N_("Slip {slip} cancelled"),
    "reversed+order": N_("Order {order} cancelled"),
    "day_reported": N_("Pieces here: {here}; at workshops: {at_partner}"),
}
"""By kind, what is told of an entry, filled with what it says; of some kinds by what came of it."""

_COUNTED: Mapping[str, tuple[str, tuple[str, str]]] = {
    "kinds_set": ("rows", NN_("{count} kind of things set", "{count} kinds of things set")),
    "prices_set": ("rows", NN_("{count} price of a work set", "{count} prices of works set")),
    "taken_in": ("pieces", NN_("{order} taken in: {count} piece", "{order} taken in: {count} pieces")),
    "made_ready": ("pieces", NN_("{count} piece ready on {place}", "{count} pieces ready on {place}")),
    "withdrawn": (
        "pieces",
        NN_("{count} piece to give back as it is", "{count} pieces to give back as they are"),
    ),
    "collected": ("pieces", NN_("{count} piece collected", "{count} pieces collected")),
    "slip_prepared": (
        "pieces",
        NN_("Slip {slip} prepared: {count} piece", "Slip {slip} prepared: {count} pieces"),
    ),
    "sent": ("pieces", NN_("Slip {slip} left: {count} piece", "Slip {slip} left: {count} pieces")),
    "received_back": (
        "received",
        NN_("{partner} brings {count} piece back", "{partner} brings {count} pieces back"),
    ),
    "dues_moved": (
        "rows",
        NN_("{count} piece promised for another half-day", "{count} pieces promised for another half-day"),
    ),
}
"""By kind, what is told of so many of a list."""

_MISSED = NN_("{count} is missing", "{count} are missing")


def _told(posted: Posted, lang: str) -> str:
    data, kind = dict(posted.data), posted.kind.partition(".")[2]
    if kind in _COUNTED:
        of, words = _COUNTED[kind]
        told, missing = Speech(lang).count(*words, len(data[of]), **data), len(data.get("missing", ()))
        return f"{told}, {Speech(lang).count(*_MISSED, missing)}" if missing else told
    if kind == "rounds_set" and data["partner"] is None:
        kind = "rounds_set+own"
    ends = [*(str(data.get(name)) for name in ("answer", "outcome", "incident")), *data]
    said = next((_SAID[f"{kind}+{end}"] for end in ends if f"{kind}+{end}" in _SAID), _SAID.get(kind, ""))
    return say(said, lang, **data | {"pieces": ", ".join(row["piece"] for row in data.get("pieces", ()))})


def _cents(posted: Posted) -> int | None:
    """Return what an order comes to, or a compensation."""
    told = (posted.data[name] for name in ("total_cents", "cents") if name in posted.data)
    return next(told, None)


_OF_THE_SHOP = ("kinds_set", "prices_set", "rounds_set")
_TYPED = {"pieces.brand": N_("Brand"), "pieces.note": N_("Remark"), "pieces.fnuci": N_("Number of the bike")}


def tellings_of(code: str) -> Tellings:
    """Return how the entries of a nature are told."""
    telling = Telling(_told, cents=_cents, words={"note": N_("Remark")})
    taken_in = {f"{code}.taken_in": replace(telling, words=_TYPED)}
    return {**tellings_of_nature(code, (*_COUNTED, *_SAID), telling, _OF_THE_SHOP), **taken_in}


_LINES: Mapping[str, str] = {
    "orders": N_("Orders taken in"),
    "taken_in": N_("Pieces taken in"),
    "sent": N_("Pieces sent"),
    "received_back": N_("Pieces back"),
    "collected": N_("Pieces collected"),
    "here": N_("Pieces here"),
    "at_partner": N_("Pieces at workshops"),
    "missing": N_("Pieces missing"),
}


def lines(part: Data, lang: str, code: str, trade: str) -> tuple[tuple[str, str], ...]:
    """Return a day's figures as lines, label and figure: each says of which trade, for all have the same ones.

    Args:
        part: The day.
        lang: The language.
        code: Of the nature.
        trade: English source of its name.
    """
    found = part.get(code)
    if found is None:
        return ()
    told = [(say(label, lang), str(found[name])) for name, label in _LINES.items()]
    told.append((say("Still to be paid", lang), format_amount(found["open_cents"])))
    told += [
        (say("Owed to {partner}", lang, partner=partner), format_amount(cents))
        for partner, cents in found["owed"].items()
    ]
    return lines_of_nature(trade, lang, told)
