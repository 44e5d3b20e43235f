"""Sentences of the entries of things entrusted, and their part of a day; pure.

Source: decisions 0023, 0093.
"""

from collections.abc import Callable, Mapping
from typing import Any

from concierge_desk.counter.core.entry_texts import line_cents, line_words
from concierge_desk.counter.texts.entry_texts import BESIDE, OTHER, SALES, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, NN_

_NOTE = N_("Remark")


def _said(message: str, **facts: Callable[[Data], Any]) -> Callable[[Posted, str], str]:
    """Return what tells an entry by a sentence, filled with what its data say."""

    def told(posted: Posted, lang: str) -> str:
        return say(message, lang, **{name: fact(posted.data) for name, fact in facts.items()})

    return told


def _counted(of: str, words: tuple[str, str], **facts: Callable[[Data], Any]) -> Callable[[Posted, str], str]:
    """Return what tells an entry by a sentence for one and one for several."""

    def told(posted: Posted, lang: str) -> str:
        filled = {name: fact(posted.data) for name, fact in facts.items()}
        return Speech(lang).count(*words, len(posted.data[of]), **filled)

    return told


def _of(name: str) -> Callable[[Data], Any]:
    return lambda data: data[name]


def _count(name: str) -> Callable[[Data], Any]:
    return lambda data: len(data[name])


def _incident(posted: Posted, lang: str) -> str:
    words = {
        "damaged": N_("{piece} is damaged"),
        "not_found": N_("{piece} cannot be found"),
        "found": N_("{piece} is found"),
        "lost": N_("{piece} is lost"),
    }
    return say(words[posted.data["incident"]], lang, piece=posted.data["piece"])


def _answered(posted: Posted, lang: str) -> str:
    accepted, refused = N_("Price of {order} accepted"), N_("Price of {order} refused")
    return say(accepted if posted.data["answer"] == "accepted" else refused, lang, order=posted.data["order"])


def _settled(posted: Posted, lang: str) -> str:
    words = {
        "none": N_("Complaint about {piece} settled: nothing comes of it"),
        "redo": N_("Complaint about {piece} settled: it is done again"),
        "compensated": N_("Complaint about {piece} settled: compensated"),
    }
    return say(words[posted.data["outcome"]], lang, piece=posted.data["piece"])


def _reversed(posted: Posted, lang: str) -> str:
    """Return which pieces stand again as they stood."""
    names = [row["piece"] for row in posted.data["pieces"]]
    if "slip" in posted.data:
        return say("Slip {slip} cancelled", lang, slip=posted.data["slip"])
    if "order" in posted.data:
        return say("Order {order} cancelled", lang, order=posted.data["order"])
    return say("{pieces} as before", lang, pieces=", ".join(names))


def _rounds(posted: Posted, lang: str) -> str:
    told = N_("Rounds of {partner} from {from_day} on")
    own = N_("Time of the shop's own work from {from_day} on")
    data = posted.data
    return say(told if data["partner"] else own, lang, partner=data["partner"], from_day=data["valid_from"])


_TELLINGS: Mapping[str, Telling] = {
    "kinds_set": Telling(
        _counted("rows", NN_("{count} kind of things set", "{count} kinds of things set")), OTHER
    ),
    "prices_set": Telling(
        _counted("rows", NN_("{count} price of a work set", "{count} prices of works set")), OTHER
    ),
    "rounds_set": Telling(_rounds, OTHER),
    "taken_in": Telling(
        _counted(
            "pieces",
            NN_("{order} taken in: {count} piece", "{order} taken in: {count} pieces"),
            order=_of("order"),
        ),
        cents=lambda posted: int(posted.data["total_cents"]),
        words={
            "pieces.brand": N_("Brand"),
            "pieces.note": _NOTE,
            "pieces.fnuci": N_("Number of the bike"),
        },
    ),
    "quoted": Telling(
        _said(N_("Price told for {order}"), order=_of("order")),
        cents=lambda posted: int(posted.data["total_cents"]),
    ),
    "quote_answered": Telling(_answered),
    "made_ready": Telling(
        _counted(
            "pieces",
            NN_("{count} piece ready on {place}", "{count} pieces ready on {place}"),
            place=_of("place"),
        )
    ),
    "redone": Telling(
        _said(N_("{piece} done again: treatment {round}"), piece=_of("piece"), round=_of("round"))
    ),
    "withdrawn": Telling(
        _counted(
            "pieces",
            NN_("{count} piece to give back as it is", "{count} pieces to give back as they are"),
        )
    ),
    "disputed": Telling(_said(N_("Complaint about {piece}"), piece=_of("piece")), words={"note": _NOTE}),
    "dispute_settled": Telling(
        _settled, cents=lambda posted: int(posted.data["cents"]) if "cents" in posted.data else None
    ),
    "paid": Telling(line_words, SALES, line_cents, BESIDE),
    "collected": Telling(_counted("pieces", NN_("{count} piece collected", "{count} pieces collected"))),
    "moved": Telling(
        _said(
            N_("{piece} moved from {from_place} to {place}"),
            piece=_of("piece"),
            from_place=_of("from_place"),
            place=_of("place"),
        )
    ),
    "reminded": Telling(_said(N_("Somebody told that {piece} waits"), piece=_of("piece"))),
    "incident_noted": Telling(_incident, words={"note": _NOTE}),
    "slip_prepared": Telling(
        _counted(
            "pieces",
            NN_("Slip {slip} prepared: {count} piece", "Slip {slip} prepared: {count} pieces"),
            slip=_of("slip"),
        )
    ),
    "sent": Telling(
        _counted(
            "pieces",
            NN_("Slip {slip} left: {count} piece", "Slip {slip} left: {count} pieces"),
            slip=_of("slip"),
        )
    ),
    "received_back": Telling(
        _counted(
            "received",
            NN_(
                "{partner} brings {count} piece back; missing: {missing}",
                "{partner} brings {count} pieces back; missing: {missing}",
            ),
            partner=_of("partner"),
            missing=_count("missing"),
        )
    ),
    "taken_back": Telling(_said(N_("{piece} did not leave: still here"), piece=_of("piece"))),
    "dues_moved": Telling(
        _counted(
            "rows",
            NN_(
                "{count} piece promised for another half-day",
                "{count} pieces promised for another half-day",
            ),
        ),
        OTHER,
        weight=BESIDE,
    ),
    "reversed": Telling(_reversed),
    "day_reported": Telling(
        _said(N_("Pieces here: {here}; at workshops: {away}"), here=_of("here"), away=_of("at_partner")),
        OTHER,
        weight=BESIDE,
    ),
}


def tellings_of(code: str) -> Tellings:
    """Return how the entries of a nature are told."""
    return {f"{code}.{kind}": telling for kind, telling in _TELLINGS.items()}


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


def lines(part: Data, lang: str, code: str) -> tuple[tuple[str, str], ...]:
    """Return a day's figures as lines: label and figure."""
    found = part.get(code)
    if found is None:
        return ()
    told = [(say(label, lang), str(found[name])) for name, label in _LINES.items()]
    owed = [
        (say("Owed to {partner}", lang, partner=partner), format_amount(cents))
        for partner, cents in found["owed"].items()
    ]
    return (*told, (say("Still to be paid", lang), format_amount(found["open_cents"])), *owed)
