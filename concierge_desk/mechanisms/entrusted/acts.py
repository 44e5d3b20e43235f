"""Acts of a nature: each command with what it reads and what decides; how it is taken back.

Source: docs/architecture.md, "Adding a service"; decision 0093.
"""

from collections.abc import Mapping
from typing import Any, Final

from concierge_desk.counter.nature_acts import NatureAct, NatureActs
from concierge_desk.counter.natures import visit_of
from concierge_desk.counter.rights.table import PRICES, SET_UP
from concierge_desk.counter.service import ANY_DAY, Acts, answers
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
_ACTS: Final[Mapping[str, NatureAct]] = {
    "set_kinds": NatureAct(loads.kinds, rows.set_kinds, answered("rows")),
    "set_prices": NatureAct(loads.prices, rows.set_prices, answered("partner", "rows")),
    "set_rounds": NatureAct(
        loads.rounds, promise.set_rounds, answered("partner", "rounds", "lead_days", "valid_from")
    ),
    "take_in": NatureAct(loads.taking, order.take_in, order.taken_answer),
    "quote": NatureAct(loads.quoted, work.quote, answered("order", "total_cents", "pieces")),
    "answer_quote": NatureAct(loads.of_order, work.answer_quote, answered("order", "answer", "by", "pieces")),
    "pay": NatureAct(loads.paying, pay.pay),
    "collect": NatureAct(loads.collecting, collect.collect, answers("collected", "left", "refund_due_cents")),
    "make_ready": NatureAct(loads.named, work.make_ready, answered("place", "pieces")),
    "redo": NatureAct(loads.redoing, work.redo, answered("piece", "round", "promised_slot")),
    "withdraw": NatureAct(loads.named, work.withdraw, answered("by", "reason", "pieces")),
    "dispute": NatureAct(loads.disputed, disputes.dispute, answered("piece", "about")),
    "settle_dispute": NatureAct(
        loads.disputed, disputes.settle_dispute, answered("piece", "outcome", "cents", "borne_by")
    ),
    "prepare_slip": NatureAct(loads.leaving, slips.prepare_slip, answers("slip", "back_slot", "items")),
    "send": NatureAct(loads.leaving, slips.send, answers("slip", "back_slot", "items")),
    "receive_back": NatureAct(
        loads.receiving, slips.receive_back, answered("received", "missing", "found_again")
    ),
    "taken_back": NatureAct(loads.worked_on, slips.taken_back, answered("piece", "slip")),
    "move": NatureAct(loads.named, stays.move, answered("piece", "place", "from_place")),
    "remind": NatureAct(loads.reminding, stays.remind, answered("piece", "by", "level")),
    "report_incident": NatureAct(
        loads.named, stays.report_incident, answered("piece", "incident", "from_state", "state")
    ),
}
_MORE: Final[Mapping[str, Mapping[str, Any]]] = {
    "set_kinds": {"when": ANY_DAY, "right": PRICES},
    "set_prices": {"when": ANY_DAY, "right": PRICES},
    "set_rounds": {"when": ANY_DAY, "right": SET_UP},
    "take_in": {"who": visit_of, "brings": True},
    "pay": {"charged": True},
}


_BACK: Final[Mapping[str, NatureAct]] = {
    "taken_in": NatureAct(loads.ordered, order.never_here),
    "slip_prepared": NatureAct(loads.slip, slips.cancel_slip),
    **dict.fromkeys((*STEPS, "taken_back"), NatureAct(loads.changed, step_back)),
}
_NEVER: Final = {
    "sent": "slip_signed",
    "kinds_set": "set_again",
    "prices_set": "set_again",
    "rounds_set": "rounds_again",
    "dues_moved": "dues_follow",
    "day_reported": "day.stays_closed",
}
_ALL: Final = NatureActs(
    _SUMMARIES,
    _ACTS,
    _MORE,
    _BACK,
    unpaid=pay.take_back,
    never=_NEVER,
    messages=MESSAGES,
    periods=frozenset((order.RETENTION,)),
)


def acts_of(nature: Nature) -> Acts:
    """Return the acts of a nature."""
    line = form_of(rows.WorkPrice, work=Word(nature.works), quality=Word(nature.qualities))
    kind = form_of(rows.KindLine, works=Joined(Word(nature.works)))
    forms: dict[str, Form[Any]] = {
        "set_kinds": form_of(rows.SetKinds, rows=Rows(Group(kind))),
        "set_prices": form_of(rows.SetPrices, rows=Rows(Group(line))),
        "set_rounds": form_of(promise.SetRounds, lead_days=LeadDays(nature.qualities)),
        "take_in": order.form_of_nature(nature),
    }
    return _ALL.of(nature, forms)
