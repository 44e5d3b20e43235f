"""Acts of a nature: each command with what it reads and what decides; how it is taken back.

Here, and for tables in `tables/schema.py`, a nature's code comes before kinds, refusals, warnings, papers and periods.

Source: docs/architecture.md, "Adding a service"; decision 0093.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from concierge_desk.counter.natures import Decide, of_nature, own, visit_of
from concierge_desk.counter.rights.table import PRICES, SET_UP
from concierge_desk.counter.service import (
    ANY_DAY,
    Acts,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    never,
)
from concierge_desk.counter.values.fields import Form, Group, form_of
from concierge_desk.counter.values.kinds import Word
from concierge_desk.counter.values.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.messages import MESSAGES
from concierge_desk.mechanisms.entrusted.model import (
    collect,
    disputes,
    order,
    pay,
    promise,
    rows,
    slips,
    stays,
    work,
)
from concierge_desk.mechanisms.entrusted.model.fields import Joined, LeadDays
from concierge_desk.mechanisms.entrusted.model.steps import STEPS, answered, step_back
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import loads

_PERIODS: Final = frozenset((order.RETENTION,))
_SUMMARIES: Final[Mapping[str, str]] = {
    "set_kinds": N_("What is taken in is listed, from a day on."),
    "set_prices": N_("Works get their prices, from a day on."),
    "set_rounds": N_("A partner comes on other days, or work takes longer, from a day on."),
    "take_in": N_("Things are taken in: each has a number, a tag and a price."),
    "quote": N_("A price is told, that holds once it is accepted."),
    "answer_quote": N_("A price that was told is accepted, or not."),
    "pay": N_("What is open of a piece is paid."),
    "collect": N_("Pieces are collected."),
    "make_ready": N_("Pieces are looked at and laid on their place: they wait to be collected."),
    "redo": N_("A piece is done again, for nothing."),
    "withdraw": N_("Pieces are given back as they are: nothing is to be paid."),
    "dispute": N_("Somebody says that something is wrong with a piece."),
    "settle_dispute": N_("A complaint about a piece is settled."),
    "prepare_slip": N_("What a partner will take is listed on a slip."),
    "send": N_("A partner takes what is on a slip, and signs."),
    "receive_back": N_("A partner brings pieces back; what he should have brought and did not is missing."),
    "taken_back": N_("A piece that a slip says has left is still here."),
    "move": N_("A piece lies on another place."),
    "remind": N_("Somebody is told that a piece waits."),
    "report_incident": N_("Something is the matter with a piece, or it is found."),
}
_ANSWERS: Final[Mapping[str, Any]] = {
    "set_kinds": answered("rows"),
    "set_prices": answered("partner", "rows"),
    "set_rounds": answered("partner", "rounds", "lead_days", "valid_from"),
    "take_in": order.taken_answer,
    "quote": answered("order", "total_cents", "pieces"),
    "answer_quote": answered("order", "answer", "by", "pieces"),
    "collect": collect.collected_answer,
    "make_ready": answered("place", "pieces"),
    "redo": answered("piece", "round", "promised_slot"),
    "withdraw": answered("by", "reason", "pieces"),
    "dispute": answered("piece", "about"),
    "settle_dispute": answered("piece", "outcome", "cents", "borne_by"),
    "prepare_slip": slips.slip_answer,
    "send": slips.slip_answer,
    "receive_back": answered("received", "missing", "found_again"),
    "taken_back": answered("piece", "slip"),
    "move": answered("piece", "place", "from_place"),
    "remind": answered("piece", "by", "level"),
    "report_incident": answered("piece", "incident", "from_state", "state"),
}
_DECIDED: Final[Mapping[str, tuple[Any, Decide]]] = {
    "set_kinds": (loads.kinds, rows.set_kinds),
    "set_prices": (loads.prices, rows.set_prices),
    "set_rounds": (loads.rounds, promise.set_rounds),
    "take_in": (loads.taking, order.take_in),
    "quote": (loads.quoted, work.quote),
    "answer_quote": (loads.of_order, work.answer_quote),
    "pay": (loads.paying, pay.pay),
    "collect": (loads.collecting, collect.collect),
    "make_ready": (loads.named, work.make_ready),
    "redo": (loads.redoing, work.redo),
    "withdraw": (loads.named, work.withdraw),
    "dispute": (loads.disputed, disputes.dispute),
    "settle_dispute": (loads.disputed, disputes.settle_dispute),
    "prepare_slip": (loads.leaving, slips.prepare_slip),
    "send": (loads.leaving, slips.send),
    "receive_back": (loads.receiving, slips.receive_back),
    "taken_back": (loads.away, slips.taken_back),
    "move": (loads.named, stays.move),
    "remind": (loads.reminding, stays.remind),
    "report_incident": (loads.named, stays.report_incident),
}
_MORE: Final[Mapping[str, Mapping[str, Any]]] = {
    "set_kinds": {"when": ANY_DAY, "right": PRICES},
    "set_prices": {"when": ANY_DAY, "right": PRICES},
    "set_rounds": {"when": ANY_DAY, "right": SET_UP},
    "take_in": {"who": visit_of, "brings": True},
    "pay": {"charged": True},
}


def _forms(nature: Nature) -> dict[str, Form[Any]]:
    """Return the forms that have lists of a nature."""
    line = form_of(rows.WorkPrice, work=Word(nature.works), quality=Word(nature.qualities))
    kind = form_of(rows.KindLine, works=Joined(Word(nature.works)))
    return {
        "set_kinds": form_of(rows.SetKinds, rows=Rows(Group(kind))),
        "set_prices": form_of(rows.SetPrices, rows=Rows(Group(line))),
        "set_rounds": form_of(promise.SetRounds, lead_days=LeadDays(nature.qualities)),
        "take_in": order.form_of_nature(nature),
    }


def _commands(nature: Nature) -> Iterator[AnyCommand]:
    forms, answers = _forms(nature), {name: {"answer": answer} for name, answer in _ANSWERS.items()}
    for name, (load, decide) in _DECIDED.items():
        yield Command(
            name=f"{nature.code}.{name}",
            summary=_SUMMARIES[name],
            load=partial(load, nature),
            decide=of_nature(nature.code, decide, _PERIODS),
            form=forms.get(name),  # type: ignore[arg-type]  # none: that of its command
            **answers.get(name, {}),
            **_MORE.get(name, {}),
        )


_BACK: Final[Mapping[str, tuple[Any, Decide]]] = {
    "taken_in": (loads.ordered, order.never_here),
    "slip_prepared": (loads.slip, slips.cancel_slip),
    **dict.fromkeys((*STEPS, "taken_back"), (loads.changed, step_back)),
}
_NEVER: Final = {
    "sent": "slip_signed",
    "kinds_set": "set_again",
    "prices_set": "set_again",
    "rounds_set": "rounds_again",
    "dues_moved": "dues_follow",
    "day_reported": "day.stays_closed",
}


def acts_of(nature: Nature) -> Acts:
    """Return the acts of a nature."""
    code = nature.code
    ways: dict[str, AnyReversal] = {
        kind: Reversal(of_nature(code, decide, _PERIODS), partial(load, nature))
        for kind, (load, decide) in _BACK.items()
    }
    ways["paid"] = Reversal(of_nature(code, pay.take_back, _PERIODS), charged=True)
    ways |= {kind: never(own(code, why)) for kind, why in _NEVER.items()}
    messages = {own(code, word): sentence for word, sentence in MESSAGES.items()}
    return Acts(tuple(_commands(nature)), {own(code, kind): way for kind, way in ways.items()}, messages)
