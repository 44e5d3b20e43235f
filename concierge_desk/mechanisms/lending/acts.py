"""Acts of a nature: each command with what it reads and what decides; all but payments and lists are taken back alike.

Source: docs/architecture.md, "Adding a service"; decision 0094.
"""

from collections.abc import Mapping
from typing import Any, Final

from concierge_desk.counter.nature_acts import NatureAct, NatureActs
from concierge_desk.counter.natures import visit_of
from concierge_desk.counter.rights.table import PRICES, SET_UP
from concierge_desk.counter.service import ANY_DAY, Acts, answers
from concierge_desk.counter.values.fields import Form, form_of
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.messages import MESSAGES
from concierge_desk.mechanisms.lending.model import back, keys, lend, objects, pay, queue, reserve, stays
from concierge_desk.mechanisms.lending.model.fields import RETENTION, Condition
from concierge_desk.mechanisms.lending.model.moved import MOVING, taken_back
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import loads

_SUMMARIES: Final[Mapping[str, str]] = {
    "set_kinds": N_("What is lent is listed, from a day on."),
    "register": N_("A thing that is lent gets its number and its label."),
    "maintain": N_("Something was done to a thing: tested, repaired, set aside, put back, retired."),
    "lend": N_("A thing leaves with somebody until a day."),
    "pay": N_("What is open of a loan is paid."),
    "return": N_("A thing comes back: what belongs to it is counted, how it is is noted."),
    "renew": N_("Somebody keeps a thing longer."),
    "reserve": N_("A thing, or one of its kind, is kept free on some days."),
    "unreserve": N_("What was reserved is let go."),
    "wait": N_("Somebody waits for a thing, or for the first of its kind."),
    "stop_waiting": N_("Somebody waits no more."),
    "call": N_("Whoever waits was told that the thing is here."),
    "release": N_("What was kept or reserved and not fetched is let go."),
    "move": N_("A thing lies on another place."),
    "remind": N_("Somebody was told that what he has is due."),
    "report_incident": N_("Something is the matter with a thing, or it is found."),
    "authorise": N_("Somebody may have a key."),
    "end_authority": N_("Somebody may have a key no more."),
    "count": N_("The keys that hang are counted."),
}
_ACTS: Final[Mapping[str, NatureAct]] = {
    "set_kinds": NatureAct(None, objects.set_kinds, answers("rows")),
    "register": NatureAct(loads.registering, objects.register, answers("object", "code")),
    "maintain": NatureAct(loads.asked, objects.maintain, answers("object", "what", "state")),
    "lend": NatureAct(loads.asked, lend.lend, answers(*lend.ANSWERED)),
    "pay": NatureAct(loads.paying, pay.pay, answers("loan", "cents")),
    "return": NatureAct(loads.asked, back.return_, back.returned_answer),
    "renew": NatureAct(loads.asked, back.renew, answers("due_day", "former_day", "due_slot", "cents")),
    "reserve": NatureAct(
        loads.asked, reserve.reserve, answers("object", "kind", "from_day", "to_day", "quantity")
    ),
    "unreserve": NatureAct(loads.asked, reserve.unreserve, answers("object", "kind", "from_day")),
    "wait": NatureAct(loads.asked, queue.wait, answers("object", "kind")),
    "stop_waiting": NatureAct(loads.asked, queue.stop_waiting, answers("object", "kind")),
    "call": NatureAct(loads.asked, queue.call, answers("object", "kept_until")),
    "release": NatureAct(loads.asked, queue.release, answers("object")),
    "move": NatureAct(loads.asked, stays.move, answers("object", "place", "from_place")),
    "remind": NatureAct(loads.asked, stays.remind, answers("object", "by", "level")),
    "report_incident": NatureAct(
        loads.asked, stays.report_incident, answers("object", "incident", "from_state", "state")
    ),
    "authorise": NatureAct(loads.asked, keys.authorise, answers("object", "until_day")),
    "end_authority": NatureAct(loads.asked, keys.end_authority, answers("object")),
    "count": NatureAct(loads.hanging, keys.count, answers("expected", "seen", "missing")),
}
_OF_KEYS: Final = ("authorise", "end_authority", "count")
_MORE: Final[Mapping[str, Mapping[str, Any]]] = {
    "set_kinds": {"when": ANY_DAY, "right": PRICES},
    "register": {"when": ANY_DAY, "right": SET_UP, "brings": True, "who": visit_of},
    "maintain": {"when": ANY_DAY},
    "lend": {"who": visit_of, "brings": True},
    "pay": {"charged": True},
    **{name: {"who": visit_of} for name in ("reserve", "wait", "stop_waiting", "authorise", "end_authority")},
}
_ALL: Final = NatureActs(
    _SUMMARIES,
    _ACTS,
    _MORE,
    back=dict.fromkeys(MOVING, NatureAct(loads.undoing, taken_back)),
    unpaid=pay.take_back,
    never={"kinds_set": "set_again", "dues_moved": "dues_follow", "day_reported": "day.stays_closed"},
    messages=MESSAGES,
    periods=frozenset((RETENTION,)),
)


def acts_of(nature: LendingNature) -> Acts:
    """Return the acts of a nature."""
    condition = Condition(nature.conditions, nature.parts)
    forms: dict[str, Form[Any]] = {
        "lend": form_of(lend.Lend, condition=condition),
        "return": form_of(back.Return, condition=condition),
    }
    return _ALL.of(nature, forms, but=() if nature.authorised else _OF_KEYS)
